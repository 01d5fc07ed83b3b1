package io.memgit.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The rules that hold core together, checked on its compiled classes. */
class ArchitectureTest {

    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.memgit.core");

    @Test
    void theClassesOfCoreAreFound() {
        assertThat(CORE).isNotEmpty();
    }

    @Test
    void coreStandsOnTheJdkAndAFewLibrariesAlone() {
        classes().should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.memgit.core..", "java..", "javax.crypto..", "org.eclipse.jgit..",
                        "org.jspecify.annotations..", "org.slf4j..", "com.google.protobuf..", "com.google.re2j..",
                        "org.apache.commons.compress..")
                .check(CORE);
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("io.memgit.core.(**)").should().beFreeOfCycles().check(CORE);
    }

    @Test
    void aNameSaysWhatAClassIsAndNotHowItHelps() {
        noClasses().should()
                .haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager|Impl|Common)(\\$.*)?")
                .orShould()
                .resideInAnyPackage("..util..", "..utils..", "..impl..", "..manager..", "..helper..", "..helpers..",
                        "..common..")
                .check(CORE);
    }

    @Test
    void everyPackageIsExplainedAndNullMarked() {
        CORE.stream().map(c -> c.getPackage()).distinct().forEach(p -> assertThat(p.tryGetPackageInfo())
                .as("package-info of %s", p.getName())
                .hasValueSatisfying(info -> assertThat(info.isAnnotatedWith("org.jspecify.annotations.NullMarked"))
                        .as("@NullMarked on %s", p.getName())
                        .isTrue()));
    }
}
