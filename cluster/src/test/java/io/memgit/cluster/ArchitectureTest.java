package io.memgit.cluster;

import static com.tngtech.archunit.base.DescribedPredicate.anyElementThat;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The rules that hold the module together, checked on its compiled classes. */
class ArchitectureTest {

    private static final JavaClasses CLUSTER = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.memgit.cluster");

    @Test
    void theClassesOfTheModuleAreFound() {
        assertThat(CLUSTER).isNotEmpty();
    }

    @Test
    void theModuleKnowsOfCoreTheLedgerTheDiskAndTheValuesInItsRecordsAlone() {
        classes().should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.memgit.cluster..", "io.memgit.core.ledger", "io.memgit.core.file",
                        "io.memgit.core.name",
                        "io.memgit.core.ref", "io.memgit.core.event", "java..", "org.apache.ratis..",
                        "org.eclipse.jgit.lib", "org.jspecify.annotations..", "org.slf4j..")
                .check(CLUSTER);
    }

    @Test
    void whatOthersSeeHasNoTypeOfRatis() {
        methods().that()
                .areDeclaredInClassesThat()
                .arePublic()
                .and()
                .arePublic()
                .should()
                .notHaveRawReturnType(resideInAPackage("org.apache.ratis.."))
                .andShould()
                .notHaveRawParameterTypes(anyElementThat(resideInAPackage("org.apache.ratis..")))
                .check(CLUSTER);
        classes().that().arePublic().should().notBeAssignableTo(resideInAPackage("org.apache.ratis.."))
                .check(CLUSTER);
    }

    @Test
    void filesAreKnownWithoutRatis() {
        noClasses().that()
                .resideInAPackage("io.memgit.cluster.disk")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.ratis..", "io.memgit.core.ledger..")
                .check(CLUSTER);
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("io.memgit.(**)").should().beFreeOfCycles().check(CLUSTER);
    }

    @Test
    void aNameSaysWhatAClassIsAndNotHowItHelps() {
        noClasses().should()
                .haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager|Impl|Common)(\\$.*)?")
                .orShould()
                .resideInAnyPackage("..util..", "..utils..", "..impl..", "..manager..", "..helper..", "..helpers..",
                        "..common..")
                .check(CLUSTER);
    }

    @Test
    void everyPackageIsExplainedAndNullMarked() {
        CLUSTER.stream().map(c -> c.getPackage()).distinct().forEach(p -> assertThat(p.tryGetPackageInfo())
                .as("package-info of %s", p.getName())
                .hasValueSatisfying(info -> assertThat(info.isAnnotatedWith("org.jspecify.annotations.NullMarked"))
                        .as("@NullMarked on %s", p.getName())
                        .isTrue()));
    }
}
