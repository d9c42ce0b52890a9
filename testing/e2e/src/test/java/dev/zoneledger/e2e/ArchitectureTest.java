package dev.zoneledger.e2e;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the modules promise each other in their code, held to what was compiled. */
class ArchitectureTest {

    private static final JavaClasses PROJECT = new ClassFileImporter()
            .importPaths(Stream.of("contract", "rest", "watch", "ingest-service", "catalog-service", "metrics-service")
                    .map(module -> Path.of("../..", module, "target/classes"))
                    .toList());

    @Test
    void shouldFindAllModules() {
        assertThat(Stream.of("contract", "rest", "watch", "ingest", "catalog", "metrics"))
                .allSatisfy(module -> assertThat(PROJECT.stream())
                        .anyMatch(each -> each.getPackageName().startsWith("dev.zoneledger." + module)));
    }

    @Test
    void shouldKeepFrameworksOutOfTheContract() {
        check(classes()
                .that()
                .resideInAPackage("dev.zoneledger.contract..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "dev.zoneledger.contract..", "java..", "com.fasterxml.jackson..", "org.jspecify.."))
                .because("anyone who reads the log may use it, whatever they build with"));
    }

    @Test
    void shouldKeepServicesApart() {
        check(slices().matching("dev.zoneledger.(ingest|catalog|metrics)..")
                .should()
                .notDependOnEachOther()
                .because("the log is all they share; each is built, run and replaced alone"));
    }

    @Test
    void shouldKeepTheArithmeticFreeOfEverythingElse() {
        check(classes()
                .that()
                .resideInAPackage("dev.zoneledger.metrics.ledger..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "dev.zoneledger.metrics.ledger..",
                        "dev.zoneledger.contract..",
                        "java..",
                        "com.fasterxml.jackson.annotation..",
                        "org.jspecify.."))
                .because("what a total is must be readable, and tested, without a broker or a server"));
    }

    @Test
    void shouldReachKafkaOnlyWhereTheLogIsReadOrWritten() {
        check(noClasses()
                .that(not(resideInAnyPackage(
                        "dev.zoneledger.ingest.log..",
                        "dev.zoneledger.catalog.log..",
                        "dev.zoneledger.metrics.state..",
                        "dev.zoneledger.metrics.live..")))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka..")
                .because("the rest of a service speaks of events, not of records"));
    }

    @Test
    void shouldGuardEveryEndpointByItsOwnAnnotation() {
        check(methods()
                .that()
                .areMetaAnnotatedWith("jakarta.ws.rs.HttpMethod")
                // The page itself is anybody's: it holds no figure.
                .and()
                .areNotDeclaredIn("dev.zoneledger.metrics.page.PageResource")
                .should()
                .beAnnotatedWith("jakarta.annotation.security.RolesAllowed")
                .because("rules by path can be got round by another spelling of the path"));
    }

    @Test
    void shouldInjectByConstructor() {
        check(noFields()
                .should()
                .beAnnotatedWith("jakarta.inject.Inject")
                .orShould()
                .beAnnotatedWith("org.eclipse.microprofile.config.inject.ConfigProperty")
                .because("what a class needs is said in one place, and its fields are final"));
    }

    @Test
    void shouldNameClassesByWhatTheyAre() {
        check(noClasses()
                .should()
                .haveNameMatching(".*(Impl|Util|Utils|Helper|Manager|Dto|DTO)$")
                .because("such a name says nothing of what it holds"));
    }

    private static void check(ArchRule rule) {
        rule.check(PROJECT);
    }
}
