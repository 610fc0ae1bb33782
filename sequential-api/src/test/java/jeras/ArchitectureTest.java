package jeras;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import jeras.layers.InputLayer;
import jeras.layers.Layer;
import jeras.layers.Taps;
import org.junit.jupiter.api.Test;

/** Who may know whom, and what a class may look like. */
class ArchitectureTest {
    private static final JavaClasses JERAS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("jeras");

    /** Where a DJL array may come in or go out. */
    private static final DescribedPredicate<JavaClass> DOORS = describe(
            "the doors to DJL",
            c -> c.getPackageName().equals("jeras.serving")
                    || (Set.of("Array", "ArrayScope", "ArrayConversion")
                                    .contains(outermost(c).getSimpleName())
                            && c.getPackageName().equals("jeras")));

    /** Thrown itself, and the parent of the refusal of files that are whole but out of our reach. */
    private static final Set<String> EXTENDED = Set.of(FileFormatException.class.getName());

    private static final DescribedPredicate<JavaClass> EXCEPTIONS =
            describe("the exceptions", c -> c.isAssignableTo(JerasException.class));

    private static JavaClass outermost(JavaClass c) {
        return c.getEnclosingClass().map(ArchitectureTest::outermost).orElse(c);
    }

    @Test
    void theScanSeesTheLibrary() {
        assertThat(JERAS.size()).isGreaterThan(150);
        assertThat(JERAS.contain("jeras.layers.Dense")).isTrue();
        assertThat(JERAS.contain("jeras.backend.Program")).isTrue();
        assertThat(JERAS.contain("jeras.training.Trainer")).isTrue();
    }

    @Test
    void arraysOfDjlStayInTheBackendAndAtTheDoors() {
        noClasses()
                .that(not(resideInAPackage("jeras.backend..")).and(not(DOORS)))
                .should()
                .dependOnClassesThat(resideInAnyPackage("ai.djl.ndarray", "ai.djl.ndarray.index.."))
                .because("native memory is counted and freed in one place")
                .check(JERAS);
    }

    @Test
    void onlyTheBackendKnowsTheEngine() {
        noClasses()
                // A model gives itself to DJL as a block.
                .that(not(resideInAPackage("jeras.backend..")).and(not(equivalentTo(Model.class))))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "ai.djl.pytorch..",
                        "ai.djl.engine..",
                        "ai.djl.util.cuda..",
                        "ai.djl.training..",
                        "ai.djl.nn.."))
                .because("some of the engine's calls end the process, and its programs are written in one place")
                .check(JERAS);
    }

    @Test
    void operationsKnowNothingAboveThem() {
        noClasses()
                .that(resideInAPackage("jeras.ops.."))
                .should()
                .dependOnClassesThat(resideInAPackage("jeras..")
                        .and(not(resideInAPackage("jeras.ops..")))
                        .and(not(EXCEPTIONS)))
                .check(JERAS);
    }

    @Test
    void whatComputesDoesNotKnowTheLoops() {
        noClasses()
                .that(resideInAnyPackage(
                        "jeras.activations..",
                        "jeras.initializers..",
                        "jeras.regularizers..",
                        "jeras.constraints..",
                        "jeras.layers..",
                        "jeras.losses..",
                        "jeras.metrics..",
                        "jeras.optimizers.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "jeras.training..", "jeras.saving..", "jeras.callbacks..", "jeras.data..", "jeras.graph.."))
                .check(JERAS);
    }

    @Test
    void theLoopsKnowNoLayerButTheInput() {
        noClasses()
                .that(resideInAPackage("jeras.training.."))
                .should()
                .dependOnClassesThat(resideInAPackage("jeras.layers..")
                        .and(describe(
                                "a concrete layer",
                                c -> !Set.of(
                                                Layer.class.getName(),
                                                InputLayer.class.getName(),
                                                Taps.class.getName(),
                                                Taps.Tap.class.getName())
                                        .contains(c.getName()))))
                .check(JERAS);
    }

    @Test
    void theGraphKnowsNoTraining() {
        noClasses()
                .that(resideInAPackage("jeras.graph.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage("jeras.training..", "jeras.callbacks..", "jeras.data.."))
                .check(JERAS);
    }

    @Test
    void aClassIsAbstractOrFinal() {
        classes()
                .that(describe("are not interfaces", c -> !c.isInterface() && !c.isAnonymousClass() && !c.isEnum()))
                .should(beAbstractOrFinal())
                .check(JERAS);
    }

    private static ArchCondition<JavaClass> beAbstractOrFinal() {
        return new ArchCondition<>("be abstract or final") {
            @Override
            public void check(JavaClass c, ConditionEvents events) {
                boolean holds = c.getModifiers().contains(JavaModifier.ABSTRACT)
                        || c.getModifiers().contains(JavaModifier.FINAL)
                        || EXTENDED.contains(c.getName());
                events.add(new SimpleConditionEvent(c, holds, c.getName() + " is neither abstract nor final"));
            }
        };
    }

    @Test
    void noFieldIsPublicButConstants() {
        fields().that()
                .arePublic()
                .should()
                .beStatic()
                .andShould()
                .beFinal()
                .allowEmptyShould(true)
                .check(JERAS);
    }

    @Test
    void onlyWhatTalksToTheUserWritesToTheConsole() {
        noClasses()
                .that(not(resideInAnyPackage("jeras.utils..", "jeras.callbacks..")))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(JERAS);
    }

    @Test
    void notebooksAreReachedWithoutTheirTypes() {
        noClasses()
                .should()
                .dependOnClassesThat(
                        describe("belong to a notebook kernel", c -> c.getName().contains("jupyter")))
                .check(JERAS);
    }

    @Test
    void chanceComesFromTheOneSourceOfSeeds() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.Random")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.concurrent.ThreadLocalRandom")
                .orShould()
                .callMethod(Math.class, "random")
                .because("Keras.setRandomSeed makes everything repeat")
                .check(JERAS);
    }

    @Test
    void numbersInSignaturesAreDoubles() {
        methods()
                .that()
                .arePublic()
                .or()
                .areProtected()
                .should(neitherTakeNorReturnFloat())
                .check(JERAS);
    }

    private static ArchCondition<JavaMethod> neitherTakeNorReturnFloat() {
        return new ArchCondition<>("neither take nor return a float") {
            @Override
            public void check(JavaMethod m, ConditionEvents events) {
                boolean isPublic = m.getOwner().getModifiers().contains(JavaModifier.PUBLIC);
                boolean has = m.getRawReturnType().getName().equals("float")
                        || m.getRawParameterTypes().stream()
                                .anyMatch(t -> t.getName().equals("float"));
                events.add(new SimpleConditionEvent(m, !(isPublic && has), m.getFullName() + " uses float"));
            }
        };
    }

    @Test
    void everythingThatIsThrownIsAJerasException() {
        classes()
                .that()
                .areAssignableTo(Throwable.class)
                .should()
                .beAssignableTo(JerasException.class)
                .check(JERAS);
    }
}
