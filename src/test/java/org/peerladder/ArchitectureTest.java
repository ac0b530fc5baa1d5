package org.peerladder;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/** What holds for the classes as a whole. */
@AnalyzeClasses(packagesOf = Application.class, importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    /** The rules of a process that are not policy; {@code XxxProcess} and {@code XxxSteps} know the engine for them. */
    private static final Set<String> DOMAIN = Set.of(
            "Refusal",
            "promotion.Promotion",
            "panel.Panel",
            "offer.Offer",
            "policy.Assessment",
            "policy.AssessedRequirement",
            "policy.Position",
            "policy.Requirement",
            "policy.Standing",
            "tuition.Ledger",
            "tuition.LedgerAccounts",
            "tuition.TaxSplits",
            "tuition.LearningYears",
            "tuition.LearningMoney",
            "mentoring.BestMatches",
            "mentoring.Mentors",
            "mentoring.MentorPool",
            "mentoring.MentorProfiles",
            "mentoring.MentoringPolicy",
            "mentoring.Pairings",
            "mentoring.WaitingList");

    @ArchTest
    static final ArchRule theDomainDoesNotKnowTheEngine = noClasses()
            .that(areDomain())
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.camunda..", "org.peerladder.engine..");

    @ArchTest
    static void theDomainIsThere(JavaClasses all) {
        DOMAIN.forEach(name -> all.get("org.peerladder." + name));
    }

    /** Roles, and who is in them, are words for everyone; the rest of {@code access} stands on the record and the tables. */
    @ArchTest
    static final ArchRule packagesAreFreeOfCycles = slices().matching("org.peerladder.(*)..")
            .should()
            .beFreeOfCycles()
            .ignoreDependency(alwaysTrue(), nameMatching("org\\.peerladder\\.access\\.(Role|People)"));

    @ArchTest
    static final ArchRule namesSayWhatAClassDoes =
            noClasses().should().haveNameMatching(".*(Helper|Utils?|Manager|Impl)(\\$.*)?|.*\\.(Base|Abstract)[A-Z].*");

    @ArchTest
    static final ArchRule whatAnObjectNeedsIsGivenToItsConstructor = fields().should()
            .notBeAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
            .andShould()
            .notBeAnnotatedWith("org.springframework.beans.factory.annotation.Value")
            .andShould()
            .notBeAnnotatedWith("jakarta.annotation.Resource")
            .andShould()
            .notBeAnnotatedWith("jakarta.inject.Inject");

    /** Nobody in Java calls what the engine or the web calls. */
    @ArchTest
    static final ArchRule stepsAndControllersArePackagePrivate = classes()
            .that()
            .areAnnotatedWith("org.springframework.context.annotation.Configuration")
            .or()
            .areAnnotatedWith("org.springframework.web.bind.annotation.RestController")
            .or()
            .areAnnotatedWith("org.springframework.web.bind.annotation.RestControllerAdvice")
            .should()
            .notBePublic();

    private static DescribedPredicate<JavaClass> areDomain() {
        return DescribedPredicate.describe(
                "belong to the domain",
                type -> type.getPackageName().equals("org.peerladder.career")
                        || DOMAIN.stream()
                                .map("org.peerladder."::concat)
                                .anyMatch(name -> type.getName().equals(name)
                                        || type.getName().startsWith(name + "$")));
    }
}
