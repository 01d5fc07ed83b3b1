package io.memgit.auth;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The rules that hold auth together, checked on its compiled classes. */
class ArchitectureTest {

    private static final JavaClasses AUTH = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.memgit.auth");

    @Test
    void theClassesOfAuthAreFound() {
        assertThat(AUTH).isNotEmpty();
    }

    @Test
    void authStandsOnTheLedgerPortNamesLimitsAndAFewLibrariesAlone() {
        classes().should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.memgit.auth..", "io.memgit.core.ledger..", "io.memgit.core.event..",
                        "io.memgit.core.name..", "io.memgit.core.limits..", "java..", "javax.crypto..",
                        "org.springframework.security.crypto..", "org.bouncycastle..", "io.jsonwebtoken..",
                        "com.google.protobuf..", "org.jspecify.annotations..", "org.slf4j..")
                .check(AUTH);
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("io.memgit.auth.(**)").should().beFreeOfCycles().check(AUTH);
    }

    @Test
    void aNameSaysWhatAClassIsAndNotHowItHelps() {
        noClasses().should()
                .haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager|Impl|Common)(\\$.*)?")
                .orShould()
                .resideInAnyPackage("..util..", "..utils..", "..impl..", "..manager..", "..helper..", "..helpers..",
                        "..common..")
                .check(AUTH);
    }

    @Test
    void everyPackageIsExplainedAndNullMarked() {
        AUTH.stream().map(c -> c.getPackage()).distinct().forEach(p -> assertThat(p.tryGetPackageInfo())
                .as("package-info of %s", p.getName())
                .hasValueSatisfying(info -> assertThat(info.isAnnotatedWith("org.jspecify.annotations.NullMarked"))
                        .as("@NullMarked on %s", p.getName())
                        .isTrue()));
    }
}
