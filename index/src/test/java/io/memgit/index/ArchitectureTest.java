package io.memgit.index;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void theIndexStandsOnCoreAlone() {
        classes().should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.memgit.index..", "io.memgit.core.search..", "io.memgit.core.limits..", "java..",
                        "org.eclipse.jgit..", "org.jspecify.annotations..", "org.slf4j..")
                .check(new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("io.memgit.index"));
    }
}
