package org.peerladder.forms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.camunda.bpm.engine.variable.Variables.createVariables;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.spin.plugin.variable.SpinValues;
import org.camunda.spin.plugin.variable.value.JsonValue;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.peerladder.Refusal;
import org.peerladder.Refusal.Fault;

/** What a form lets people submit, rule by rule. */
class FormContractTest {

    @Nested
    class Variable {

        private final FormContract form = form("{'type':'textfield','key':'goal','label':'Your goal'}");

        @Test
        void declaredIsTaken() {
            assertThat(form.check(sent("goal", "Lead a group"), held())).containsEntry("goal", "Lead a group");
        }

        @Test
        void undeclaredIsRefused() {
            assertThat(faults(form, sent("goal", "x").putValue("eligible", true)))
                    .containsExactly(new Fault("eligible", "is not a field of form \"test\"; leave it out."));
        }

        @Test
        void everyFaultIsNamed() {
            var two = form("{'type':'number','key':'hours','label':'Hours','validate':{'required':true}},"
                    + "{'type':'checkbox','key':'agreed','label':'I agree','validate':{'required':true}}");

            assertThat(faults(two, sent("agreed", "yes").putValue("forged", 1)))
                    .extracting(Fault::field)
                    .containsExactly("forged", "hours", "agreed");
        }

        @Test
        void noneIsTakenWithoutAForm() {
            assertThat(FormContract.NO_FORM.check(createVariables(), held())).isEmpty();
            assertThat(faults(FormContract.NO_FORM, sent("a", 1)))
                    .extracting(Fault::field)
                    .containsExactly("a");
        }

        @Test
        void inventedNamesAreRepeatedShortAndPrintable() {
            assertThat(faults(form, sent("x\u0000" + "y".repeat(500), 1)).get(0).field())
                    .startsWith("x?yyy")
                    .hasSizeLessThan(70);
        }

        @Test
        void transientIsRefusedBecauseItWouldNotBeKept() {
            var sent = createVariables().putValueTyped("goal", Variables.stringValue("x", true));

            assertThat(faultOf(form, sent)).contains("transient");
        }

        @Test
        void filesBytesAndObjectsAreRefused() {
            var file = Variables.fileValue("cv.pdf").file(new byte[] {1}).create();
            var object = Variables.serializedObjectValue("{}")
                    .objectTypeName("java.util.HashMap")
                    .serializationDataFormat("application/json")
                    .create();
            for (var value : List.of(
                    file,
                    Variables.byteArrayValue(new byte[1]),
                    object,
                    SpinValues.xmlValue("<a/>").create())) {
                assertThat(faultOf(form, createVariables().putValueTyped("goal", value)))
                        .contains("a form takes text, numbers, true or false, and Json");
            }
            assertThat(faultOf(form, sent("goal", new Date()))).contains("of a kind that a form does not send");
            assertThat(faultOf(form, sent("goal", List.of("a")))).contains("type Json");
        }
    }

    @Nested
    class Text {

        @Test
        void required() {
            var form = form("{'type':'textfield','key':'t','label':'Goal','validate':{'required':true}}");

            for (var empty : new String[] {null, "", "  "}) {
                assertThat(faultOf(form, sent("t", empty))).isEqualTo("\"Goal\" is needed; fill it in.");
            }
            assertThat(faultOf(form, createVariables())).contains("is needed");
            assertTaken(form, "t", "x");
        }

        @Test
        void isText() {
            assertThat(faultOf(form("{'type':'textfield','key':'t'}"), sent("t", 3)))
                    .isEqualTo("\"t\" must be text.");
            assertThat(faultOf(form("{'type':'textfield','key':'t'}"), json("t", "\"x\"")))
                    .contains("send it plain");
        }

        @Test
        void lengths() {
            var form = form("{'type':'textarea','key':'t','validate':{'minLength':2,'maxLength':'=3+1'}}");

            assertThat(faultOf(form, sent("t", "a"))).contains("at least 2 characters");
            assertThat(faultOf(form, sent("t", "abcde"))).contains("at most 4 characters");
            assertTaken(form, "t", "abcd");
            assertTaken(form, "t", " abcd ");
            assertTaken(form, "t", "");
        }

        @Test
        void fitsTheDatabaseEvenWithoutALimit() {
            var form = form("{'type':'textarea','key':'t'}");

            assertTaken(form, "t", "x".repeat(FormField.LONGEST_VARIABLE));
            assertThat(faultOf(form, sent("t", "x".repeat(FormField.LONGEST_VARIABLE + 1))))
                    .contains("at most 4000 characters");
            assertThat(faultOf(form, sent("t", " ".repeat(5000)))).contains("at most 4000 characters");
        }

        @Test
        void pattern() {
            var form = form("{'type':'textfield','key':'t','validate':{'pattern':'^\\\\d{4}-\\\\d{2}-\\\\d{2}$'}}");

            assertTaken(form, "t", "2027-01-31");
            assertTaken(form, "t", "");
            assertThat(faultOf(form, sent("t", "31.1.2027"))).contains("does not have the form");
            assertThat(faultOf(form, sent("t", "2027-01-31\n"))).isNotEmpty();
        }

        @Test
        void patternOfSeveralLinesEndsAtTheVeryEnd() {
            var form = form("{'type':'textarea','key':'t','validate':{'pattern':'^a$'}}");

            assertTaken(form, "t", "a");
            assertThat(faultOf(form, sent("t", "a\n"))).contains("does not have the form");
        }

        @Test
        void mailAndTelephone() {
            var mail = form("{'type':'textfield','key':'t','validate':{'validationType':'email'}}");
            var phone = form("{'type':'textfield','key':'t','validate':{'validationType':'phone'}}");

            assertTaken(mail, "t", "ana@example.org");
            assertThat(faultOf(mail, sent("t", "ana at home"))).contains("e-mail address");
            assertTaken(phone, "t", "+12095550100");
            assertThat(faultOf(phone, sent("t", "555"))).contains("telephone number");
        }

        @Test
        void isReallyText() {
            var form = form("{'type':'textarea','key':'t'}");

            assertTaken(form, "t", "two\nlines and a \uD83D\uDE00");
            assertThat(faultOf(form, sent("t", "a\u0000b"))).contains("not text");
            assertThat(faultOf(form, sent("t", "a\uD83D"))).contains("not text");
        }
    }

    @Nested
    class NumberField {

        @Test
        void isAFiniteNumber() {
            var form = form("{'type':'number','key':'n','label':'Hours'}");

            for (Object good : new Object[] {1, 2L, (short) 3, 4.5, -1e10, 0.0001, null}) {
                assertTaken(form, "n", good);
            }
            for (Object bad : new Object[] {"5", "", true, Double.NaN, Double.POSITIVE_INFINITY}) {
                assertThat(faultOf(form, sent("n", bad))).isEqualTo("\"Hours\" must be a number.");
            }
            assertThat(faultOf(form, sent("n", BigInteger.TEN.pow(40)))).contains("too large");
        }

        @Test
        void range() {
            var form = form("{'type':'number','key':'n','validate':{'min':10,'max':'=limit'}}");
            var held = createVariables().putValue("limit", 20);

            assertThat(faultOf(form, sent("n", 9.99), held)).contains("at least 10");
            assertThat(faultOf(form, sent("n", 21), held)).contains("at most 20");
            assertThatCode(() -> form.check(sent("n", 20), held)).doesNotThrowAnyException();
        }

        @Test
        void digitsAndSteps() {
            var whole = form("{'type':'number','key':'n','decimalDigits':0}");
            var step = form("{'type':'number','key':'n','decimalDigits':2,'increment':'0.25'}");

            assertThat(faultOf(whole, sent("n", 1.5))).contains("whole number");
            assertTaken(whole, "n", 1.0);
            assertThat(faultOf(step, sent("n", 1.255))).contains("at most 2 decimal digits");
            assertThat(faultOf(step, sent("n", 1.3))).contains("multiple of 0.25");
            assertTaken(step, "n", 1.75);
        }

        @Test
        void moneyIsTextWithTheSameRules() {
            var form = form(
                    "{'type':'number','key':'n','serializeToString':true,'decimalDigits':2,'validate':{'min':'25.04'}}");

            assertTaken(form, "n", "25.50");
            for (Object bad : new Object[] {25.5, "", "NaN", "1e3", "25,50", "0x10", "9".repeat(50)}) {
                assertThat(faultOf(form, sent("n", bad))).contains("\"25.50\"");
            }
            assertThat(faultOf(form, sent("n", "25.03"))).contains("at least 25.04");
            assertThat(faultOf(form, sent("n", "25.505"))).contains("2 decimal digits");
        }

        @Test
        void aNumberNoExpressionCanComputeWithIsStillARefusal() {
            var form = form("{'type':'number','key':'n'},{'type':'number','key':'m','validate':{'max':'=n + 1'}}");

            assertThat(faults(form, sent("n", Double.NaN).putValue("m", 1)))
                    .extracting(Fault::field)
                    .containsExactly("n");
        }
    }

    @Nested
    class Choice {

        private final FormContract form =
                form("{'type':'select','key':'c','label':'Decision','values':[{'label':'Accept','value':'accept'},"
                        + "{'label':'Decline','value':'decline'}],'validate':{'required':true}}");

        @Test
        void isOneOfThoseInTheForm() {
            assertTaken(form, "c", "accept");
            assertThat(faultOf(form, sent("c", "promote")))
                    .isEqualTo("\"Decision\" is not among the choices; give one of accept, decline.");
            assertThat(faultOf(form, sent("c", true))).contains("give one of accept, decline");
            assertThat(faultOf(form, sent("c", null))).isEqualTo("\"Decision\" is needed; choose one.");
        }

        @Test
        void isOneOfThoseTheCaseHolds() {
            var held = createVariables()
                    .putValueTyped("plain", jsonValue("['eli','fay']"))
                    .putValueTyped("labelled", jsonValue("[{'label':'Eli','value':'eli'}]"));
            var plain = form("{'type':'radio','key':'c','valuesKey':'plain'}");
            var labelled = form("{'type':'select','key':'c','valuesKey':'labelled'}");

            assertThatCode(() -> plain.check(sent("c", "fay"), held)).doesNotThrowAnyException();
            assertThatCode(() -> labelled.check(sent("c", "eli"), held)).doesNotThrowAnyException();
            assertThat(faultOf(labelled, sent("c", "fay"), held)).contains("give eli");
            assertThat(faultOf(labelled, sent("c", "eli"))).contains("nothing to choose from");
        }

        @Test
        void isOneOfThoseComputed() {
            var computed = form("{'type':'select','key':'c','valuesExpression':'=people[free = true].id'}");
            var held = createVariables()
                    .putValueTyped("people", jsonValue("[{'id':'eli','free':true},{'id':'fay','free':false}]"));

            assertThatCode(() -> computed.check(sent("c", "eli"), held)).doesNotThrowAnyException();
            assertThat(faultOf(computed, sent("c", "fay"), held)).contains("give eli");
        }

        @ParameterizedTest
        @ValueSource(strings = {"checklist", "taglist"})
        void severalComeAsAJsonList(String type) {
            var several = form("{'type':'" + type + "','key':'c','label':'Panel','values':["
                    + "{'label':'Eli','value':'eli'},{'label':'Fay','value':'fay'}],'validate':{'required':true}}");

            assertThatCode(() -> several.check(json("c", "['eli','fay']"), held()))
                    .doesNotThrowAnyException();
            assertThat(faultOf(several, json("c", "['eli','gus']"))).contains("not among the choices");
            assertThat(faultOf(several, json("c", "['eli','eli']"))).contains("twice");
            assertThat(faultOf(several, json("c", "['eli',3]"))).contains("not among the choices");
            assertThat(faultOf(several, json("c", "{'a':'eli'}"))).contains("must be a list");
            assertThat(faultOf(several, json("c", "['eli'"))).contains("not readable as Json");
            assertThat(faultOf(several, json("c", "[".repeat(5000)))).contains("not readable as Json");
            assertThat(faultOf(several, sent("c", "eli"))).contains("must be a list");
            assertThat(faultOf(several, json("c", "[]"))).isEqualTo("\"Panel\" is needed; choose at least one.");
        }
    }

    @Nested
    class Checkbox {

        @Test
        void isTrueOrFalse() {
            var form = form("{'type':'checkbox','key':'b'}");

            assertTaken(form, "b", true);
            assertTaken(form, "b", false);
            assertThat(faultOf(form, sent("b", "true"))).contains("true or false");
        }

        @Test
        void leftOutMeansNotTicked() {
            var form = form("{'type':'checkbox','key':'b'}");

            assertThat(form.check(createVariables(), held())).isEqualTo(sent("b", false));
            assertThat(form.check(sent("b", null), held())).isEqualTo(sent("b", false));
        }

        @Test
        void requiredMeansTicked() {
            var form = form("{'type':'checkbox','key':'b','label':'I agree','validate':{'required':true}}");

            assertTaken(form, "b", true);
            assertThat(faultOf(form, sent("b", false))).isEqualTo("\"I agree\" must be ticked.");
        }
    }

    @Nested
    class Moment {

        @Test
        void looksAsItsKindDoes() {
            var date = form("{'type':'datetime','subtype':'date','key':'d','dateLabel':'Day'}");
            var time = form("{'type':'datetime','subtype':'time','key':'d'}");
            var both = form("{'type':'datetime','subtype':'datetime','key':'d'}");

            assertTaken(date, "d", "2028-02-29");
            assertThat(faultOf(date, sent("d", "2027-02-29"))).isEqualTo("\"Day\" must look like 2027-01-31.");
            assertTaken(time, "d", "13:30");
            assertTaken(time, "d", "13:30Z");
            assertThat(faultOf(time, sent("d", "half past one"))).isNotEmpty();
            assertTaken(both, "d", "2027-01-31T13:30");
            assertTaken(both, "d", "2027-01-31T13:30+01:00");
            assertThat(faultOf(both, sent("d", "2027-01-31"))).isNotEmpty();
        }
    }

    @Nested
    class Hiding {

        private final FormContract form = form(
                "{'type':'radio','key':'decision','values':[{'value':'accept'},{'value':'decline'}]},"
                        + "{'type':'group','conditional':{'hide':'=decision != \\\"decline\\\"'},'components':["
                        + "  {'type':'textfield','key':'reason','validate':{'required':true}},"
                        + "  {'type':'number','key':'days','conditional':{'hide':'=reason = \\\"other\\\"'},'validate':{'required':true}}]}");

        @Test
        void ahiddenFieldIsNotRequired() {
            assertTaken(form, "decision", "accept");
        }

        @Test
        void aShownFieldIsRequired() {
            assertThat(faults(form, sent("decision", "decline")))
                    .extracting(Fault::field)
                    .containsExactly("reason", "days");
            assertThatCode(() -> form.check(sent("decision", "decline").putValue("reason", "other"), held()))
                    .doesNotThrowAnyException();
        }

        @Test
        void aHiddenFieldThatIsSentMustStillBeValid() {
            assertThat(faultOf(form, sent("decision", "accept").putValue("days", "many")))
                    .contains("must be a number");
        }

        @Test
        void aHiddenFieldCannotHideAnother() {
            var chain = form(
                    "{'type':'textfield','key':'never','conditional':{'hide':'=true'}},"
                            + "{'type':'textfield','key':'needed','conditional':{'hide':'=never = \\\"x\\\"'},'validate':{'required':true}}");

            assertThat(faults(chain, sent("never", "x")))
                    .extracting(Fault::field)
                    .containsExactly("needed");
        }

        @Test
        void theCaseCounts() {
            var byCase = form(
                    "{'type':'textfield','key':'t','conditional':{'hide':'=route = \\\"plan\\\"'},'validate':{'required':true}}");

            assertThatCode(() ->
                            byCase.check(createVariables(), createVariables().putValue("route", "plan")))
                    .doesNotThrowAnyException();
            assertThat(faultOf(byCase, createVariables())).contains("is needed");
        }
    }

    @Nested
    class ShownOnly {

        private final FormContract form =
                form("{'type':'textfield','key':'name','label':'Name','readonly':true,'validate':{'required':true}},"
                        + "{'type':'number','key':'rate','label':'Rate','disabled':true},"
                        + "{'type':'textfield','key':'other','readonly':'=locked'}");
        private final VariableMap held =
                createVariables().putValue("name", "Ana").putValue("rate", 21.5).putValue("locked", true);

        @Test
        void staysAsItIs() {
            for (Object untouched : new Object[] {null, "", "Ana"}) {
                assertThat(form.check(sent("name", untouched), held)).isEmpty();
            }
            assertThat(form.check(sent("rate", 21.50), held)).isEmpty();
            assertThat(form.check(createVariables(), held)).isEmpty();
        }

        @Test
        void changedIsRefused() {
            assertThat(faults(form, sent("name", "Ben").putValue("rate", 99).putValue("other", "x"), held))
                    .containsExactly(
                            new Fault("name", "\"Name\" is only shown here; leave it as it is."),
                            new Fault("rate", "\"Rate\" is only shown here; leave it as it is."),
                            new Fault("other", "\"other\" is only shown here; leave it as it is."));
        }

        @Test
        void onlyWhileItsConditionHolds() {
            assertTaken(form, "other", "x");
        }

        @Test
        void aComputedFieldIsWhatTheFormComputes() {
            var computed =
                    form("{'type':'number','key':'n'},{'type':'expression','key':'twice','expression':'=n * 2'}");

            assertThatCode(() -> computed.check(sent("n", 2).putValue("twice", 4), held()))
                    .doesNotThrowAnyException();
            assertThat(faultOf(computed, sent("n", 2).putValue("twice", 5))).contains("computed by the form");
        }
    }

    @Nested
    class Group {

        private final FormContract form = form("{'type':'group','path':'plan','components':["
                + "{'type':'textfield','key':'step','label':'Step','validate':{'required':true}},"
                + "{'type':'group','components':[{'type':'number','key':'weeks','label':'Weeks'}]}]}");

        @Test
        void withAPathIsOneObject() {
            assertThatCode(() -> form.check(json("plan", "{'step':'Shadow a lead','weeks':4}"), held()))
                    .doesNotThrowAnyException();
        }

        @Test
        void holdsOnlyItsFields() {
            assertThat(faults(form, json("plan", "{'step':'a','eligible':true}")))
                    .extracting(Fault::field)
                    .containsExactly("plan.eligible");
        }

        @Test
        void checksItsFields() {
            assertThat(faults(form, json("plan", "{'weeks':'four'}")))
                    .containsExactly(
                            new Fault("plan.step", "\"Step\" is needed; fill it in."),
                            new Fault("plan.weeks", "\"Weeks\" must be a number."));
            assertThat(faults(form, json("plan", "{'step':'a','weeks':1e400}")))
                    .extracting(Fault::field)
                    .containsExactly("plan.weeks");
        }

        @Test
        void isNothingElse() {
            assertThat(faultOf(form, sent("plan", "text"))).contains("must be an object");
            assertThat(faultOf(form, json("plan", "['a']"))).contains("must be an object");
            assertThat(faultOf(form, json("plan", "{'step':'a','step':'b'}"))).contains("not readable as Json");
            assertThat(faults(form, sent("step", "a"))).extracting(Fault::field).contains("step", "plan.step");
        }
    }

    @Nested
    class Form {

        @Test
        void withAnUnknownComponentIsRefused() {
            assertThatIllegalStateException()
                    .isThrownBy(() -> form("{'type':'filepicker','key':'cv'}"))
                    .withMessageContaining("form \"test\"")
                    .withMessageContaining("\"cv\" of type filepicker");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{'type':'textfield'}",
                    "{'type':'textfield','key':'a','validate':{'isPrime':true}}",
                    "{'type':'textfield','key':'a','validate':{'pattern':'('}}",
                    "{'type':'textfield','key':'a','conditional':{'hide':'=1 +'}}",
                    "{'type':'select','key':'a'}",
                    "{'type':'textfield','key':'a'},{'type':'number','key':'a'}",
                    "{'type':'textfield','key':'a'},{'type':'group','path':'a','components':[{'type':'number','key':'b'}]}",
                    "{'type':'datetime','subtype':'date','key':'a','disallowPassedDates':true}"
                })
        void thatCannotBeCheckedIsRefused(String components) {
            assertThatIllegalStateException().isThrownBy(() -> form(components)).withMessageContaining("test");
        }

        @ParameterizedTest
        @MethodSource("org.peerladder.forms.FormContractTest#shippedForms")
        void thatWeShipCanBeChecked(Path file) {
            assertThatCode(() -> FormContract.parse(Files.readString(file))).doesNotThrowAnyException();
        }

        @Test
        void mayShowWhatItLikes() {
            var form = form("{'type':'text','text':'hello {{a}}'},{'type':'html','content':''},{'type':'image'},"
                    + "{'type':'table','dataSource':'=rows'},{'type':'separator'},{'type':'spacer'},{'type':'button'}");

            assertThat(form.check(createVariables(), held())).isEmpty();
        }
    }

    static List<Path> shippedForms() throws IOException {
        try (var files = Files.list(Path.of("forms"))) {
            return files.filter(file -> file.toString().endsWith(".form")).toList();
        }
    }

    private static FormContract form(String components) {
        return FormContract.parse(
                ("{'id':'test','type':'default','schemaVersion':16,'components':[" + components + "]}")
                        .replace('\'', '"'));
    }

    private static VariableMap held() {
        return createVariables();
    }

    private static VariableMap sent(String name, Object value) {
        return createVariables().putValue(name, value);
    }

    private static VariableMap json(String name, String json) {
        return createVariables().putValueTyped(name, jsonValue(json));
    }

    private static JsonValue jsonValue(String json) {
        return SpinValues.jsonValue(json.replace('\'', '"')).create();
    }

    private static void assertTaken(FormContract form, String name, Object value) {
        assertThat(form.check(sent(name, value), held())).isEqualTo(sent(name, value));
    }

    private static List<Fault> faults(FormContract form, VariableMap sent) {
        return faults(form, sent, held());
    }

    private static List<Fault> faults(FormContract form, VariableMap sent, VariableMap held) {
        var refusal = catchThrowableOfType(Refusal.class, () -> form.check(sent, held));
        return refusal == null ? List.of() : refusal.faults();
    }

    private static String faultOf(FormContract form, VariableMap sent) {
        return faultOf(form, sent, held());
    }

    private static String faultOf(FormContract form, VariableMap sent, VariableMap held) {
        var faults = faults(form, sent, held);
        assertThat(faults).hasSize(1);
        return faults.get(0).message();
    }
}
