package io.memgit.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The rules that hold the server together, checked on its compiled classes. */
class ArchitectureTest {

    private static final JavaClasses SERVER = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.memgit.server");

    @Test
    void theClassesOfTheServerAreFound() {
        assertThat(SERVER).isNotEmpty();
    }

    @Test
    void springIsKnownToTheWiringAndTheMainClassAlone() {
        noClasses().that()
                .resideOutsideOfPackage("io.memgit.server.wiring")
                .and()
                .doNotHaveFullyQualifiedName("io.memgit.server.Memgit")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..")
                .check(SERVER);
    }

    @Test
    void jettyIsKnownToTheHttpPackageAlone() {
        noClasses().that()
                .resideOutsideOfPackage("io.memgit.server.http")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.eclipse.jetty..")
                .check(SERVER);
    }

    @Test
    void theLogBelowTheLedgerIsKnownToNobodyHere() {
        noClasses().should().dependOnClassesThat().resideInAnyPackage("org.apache.ratis..").check(SERVER);
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("io.memgit.server.(**)").should().beFreeOfCycles().check(SERVER);
    }

    @Test
    void aNameSaysWhatAClassIsAndNotHowItHelps() {
        noClasses().should()
                .haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager|Impl|Common)(\\$.*)?")
                .orShould()
                .resideInAnyPackage("..util..", "..utils..", "..impl..", "..manager..", "..helper..", "..helpers..",
                        "..common..")
                .check(SERVER);
    }

    @Test
    void configurationClassesLiveInTheWiring() {
        classes().that()
                .areAnnotatedWith("org.springframework.context.annotation.Configuration")
                .should()
                .resideInAPackage("io.memgit.server.wiring")
                .check(SERVER);
    }

    @Test
    void everyPackageIsExplainedAndNullMarked() {
        SERVER.stream().map(c -> c.getPackage()).distinct().forEach(p -> assertThat(p.tryGetPackageInfo())
                .as("package-info of %s", p.getName())
                .hasValueSatisfying(info -> assertThat(info.isAnnotatedWith("org.jspecify.annotations.NullMarked"))
                        .as("@NullMarked on %s", p.getName())
                        .isTrue()));
    }
}
