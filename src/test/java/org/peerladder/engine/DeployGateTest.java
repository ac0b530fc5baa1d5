package org.peerladder.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import javax.script.ScriptEngineFactory;
import javax.script.ScriptEngineManager;
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.peerladder.WithApplication;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.util.LinkedMultiValueMap;

/** Models bring no program of their own, and reach no more of ours than is made for them. */
@WithApplication
class DeployGateTest {

    private static final String NAME = "deploy gate test";

    @Autowired
    TestRestTemplate http;

    @Autowired
    RepositoryService repositoryService;

    @Autowired
    RuntimeService runtimeService;

    @Autowired
    ProcessEngineConfigurationImpl engine;

    @AfterEach
    void cleanUp() {
        repositoryService
                .createDeploymentQuery()
                .deploymentName(NAME)
                .list()
                .forEach(deployment -> repositoryService.deleteDeployment(deployment.getId(), true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<scriptTask id='it' scriptFormat='javascript'><script>1 + 1</script></scriptTask>",
                "<scriptTask id='it' scriptFormat='groovy' camunda:resource='http://example.org/x.groovy'/>",
                "<serviceTask id='it' camunda:class='org.example.Run'/>",
                "<serviceTask id='it' camunda:class='${name}'/>",
                "<serviceTask id='it' activiti:class='org.example.Run'/>",
                "<serviceTask id='it' camunda:type='shell'/>",
                "<serviceTask id='it' camunda:type='mail'/>",
                "<sendTask id='it' camunda:type='shell'/>",
                "<serviceTask id='it' camunda:expression='${dataSource.connection}'/>",
                "<serviceTask id='it' camunda:expression='${empty x ? y : environment.x}'/>",
                "<serviceTask id='it' camunda:expression='#{ repositoryService.createDeployment() }'/>",
                "<serviceTask id='it' camunda:delegateExpression='${rosterImport}'/>",
                "<serviceTask id='it' camunda:expression='java:org.example.Run'/>",
                "<userTask id='it' name='Look {{constructor.constructor(1)()}}'/>",
                "<userTask id='it' camunda:formHandlerClass='org.example.Run'/>",
                "<userTask id='it' camunda:formKey='embedded:deployment:form.html'/>",
                "<callActivity id='it' calledElement='x' camunda:variableMappingClass='org.example.Run'/>",
                "<userTask id='it'><extensionElements><camunda:taskListener event='create' class='org.example.Run'/></extensionElements></userTask>",
                "<userTask id='it'><extensionElements><camunda:executionListener event='start'><camunda:script scriptFormat='groovy'>1</camunda:script></camunda:executionListener></extensionElements></userTask>",
                "<userTask id='it'><extensionElements><camunda:inputOutput><camunda:inputParameter name='x'><camunda:script scriptFormat='groovy' resource='classpath://x'/></camunda:inputParameter></camunda:inputOutput></extensionElements></userTask>",
                "<userTask id='it'><extensionElements><camunda:inputOutput><camunda:inputParameter name='x'>${dataSource.connection}</camunda:inputParameter></camunda:inputOutput></extensionElements></userTask>",
                "<userTask id='it'><extensionElements><camunda:formData><camunda:formField id='f' type='string'><camunda:validation><camunda:constraint name='validator' config='org.example.Run'/></camunda:validation></camunda:formField></camunda:formData></extensionElements></userTask>",
                "<sequenceFlow id='it' sourceRef='start' targetRef='end'><conditionExpression language='groovy'>1</conditionExpression></sequenceFlow>"
            })
    void aModelWithAProgramIsNotDeployed(String element) {
        assertRefused("x.bpmn", process(element));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<serviceTask id='it' camunda:expression='${supervision.standInFor(group)}'/>",
                "<serviceTask id='it' camunda:delegateExpression='${applyPromotion}'/>",
                "<serviceTask id='it' camunda:type='external' camunda:topic='x'/>",
                "<serviceTask id='it' camunda:expression=\"${execution.setVariable('dataSource', 'environment')}\"/>",
                "<userTask id='it' camunda:assignee='${case.environment}'/>",
                "<userTask id='it'><extensionElements><camunda:formData><camunda:formField id='f' type='string'/></camunda:formData></extensionElements></userTask>"
            })
    void aPlainModelIs(String element) {
        assertThatCode(() -> deploy("x.bpmn", process(element))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x.html", "x.form.html", "x.svg", "x.js", "x.groovy", "x.xml", "x", "x.bpmn/"})
    void nothingElseIsDeployed(String name) {
        assertRefused(name, "<p>{{constructor.constructor(1)()}}</p>");
    }

    @Test
    void aProcessIsNamedWithoutBraces() {
        assertRefused("x.bpmn", process("<userTask id='it'/>").replace("<process ", "<process name='{{1}}' "));
    }

    @Test
    void tablesAreWrittenInFeel() {
        var table =
                """
                <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="x">
                  <decision id="gate" name="gate" xmlns:camunda="http://camunda.org/schema/1.0/dmn" camunda:historyTimeToLive="1">
                    <variable id="v" name="gate" typeRef="integer"/><literalExpression id="l" expressionLanguage="%s"><text>1</text></literalExpression>
                  </decision>
                </definitions>""";

        assertRefused("x.dmn", table.formatted("groovy"));
        assertRefused("x.dmn", table.formatted("juel"));
        assertThatCode(() -> deploy("x.dmn", table.formatted("feel"))).doesNotThrowAnyException();
    }

    @Test
    void casesAreNotUsed() {
        assertRefused("x.cmmn", "<definitions xmlns=\"http://www.omg.org/spec/CMMN/20151109/MODEL\"/>");
    }

    @Test
    void aDocumentTypeIsNotRead() {
        assertRefused(
                "x.bpmn", "<!DOCTYPE x [<!ENTITY y SYSTEM \"file:///etc/passwd\">]>" + process("<task id='&y;'/>"));
    }

    @Test
    void whoDeploysReadsWhatToChangeAndWhere() {
        var answer = deployAsAdministrator("x.bpmn", process("\n<scriptTask id='it' scriptFormat='groovy'/>"));

        assertThat(answer)
                .contains("\"type\":\"ParseException\"", "x.bpmn cannot be deployed", "\"line\":2", "\"it\"")
                .contains("Scripts are not run here; use a form, a table or a delegate expression.")
                .doesNotContain("\tat ");
        assertThat(repositoryService
                        .createDeploymentQuery()
                        .deploymentName(NAME)
                        .count())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${dataSource}",
                "${environment}",
                "${repositoryService}",
                "${processEngine}",
                "${rosterImport}",
                "${''.getClass()}",
                "${''.class}",
                "${''['class']}",
                "${supervision.getClass().getClassLoader()}"
            })
    void anExpressionReachesNothingElse(String expression) {
        assertThatThrownBy(() -> engine.getExpressionManager()
                        .createExpression(expression)
                        .getValue(null))
                .isInstanceOf(ProcessEngineException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "execution.processEngineServices",
                "execution.getProcessEngineServices()",
                "execution.processEngine"
            })
    void norDoesItReachTheEngineThroughItsCase(String expression) {
        deploy("x.bpmn", process("<serviceTask id='it' camunda:expression='${" + expression + "}'/>"));

        assertThatThrownBy(() -> runtimeService.startProcessInstanceByKey("gate"))
                .isInstanceOf(ProcessEngineException.class)
                .hasMessageContaining("execution");
    }

    @Test
    void thereIsNoScriptEngine() {
        var languages = new ScriptEngineManager()
                .getEngineFactories().stream()
                        .map(ScriptEngineFactory::getLanguageName)
                        .toList();

        // What the engine brings along for tables and expressions; as a script none of them runs
        assertThat(languages).isSubsetOf(List.of("feel", "feel-unary-tests", "JSP 2.1 EL"));
    }

    @Test
    void noObjectIsMadeOfWhatTheWebSends() {
        assertThat(engine.isDeserializationTypeValidationEnabled()).isTrue();
        assertThat(engine.isJavaSerializationFormatEnabled()).isFalse();
        assertThat(engine.getDeserializationAllowedClasses()).isNullOrEmpty();
        assertThat(engine.getDeserializationAllowedPackages()).isNullOrEmpty();
    }

    private void assertRefused(String name, String model) {
        assertThatThrownBy(() -> deploy(name, model))
                .isInstanceOf(ParseException.class)
                .hasMessageContaining(name + " cannot be deployed");
    }

    private void deploy(String name, String model) {
        repositoryService.createDeployment().name(NAME).addString(name, model).deploy();
    }

    private String deployAsAdministrator(String name, String model) {
        var parts = new LinkedMultiValueMap<String, Object>();
        parts.add("deployment-name", NAME);
        parts.add("data", new ByteArrayResource(model.getBytes()) {
            @Override
            public String getFilename() {
                return name;
            }
        });
        var headers = new HttpHeaders();
        headers.setBasicAuth("admin", "Ladder-4-Tests!");
        var answer =
                http.postForEntity("/engine-rest/deployment/create", new HttpEntity<>(parts, headers), String.class);
        assertThat(answer.getStatusCode().value()).isEqualTo(400);
        return answer.getBody();
    }

    private static String process(String element) {
        var between = element.contains("<sequenceFlow")
                ? element
                : element
                        + "<sequenceFlow id='a' sourceRef='start' targetRef='it'/>"
                        + "<sequenceFlow id='b' sourceRef='it' targetRef='end'/>";
        return "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'"
                + " xmlns:camunda='http://camunda.org/schema/1.0/bpmn' xmlns:activiti='http://activiti.org/bpmn'"
                + " targetNamespace='x'><process id='gate' isExecutable='true' camunda:historyTimeToLive='1'>"
                + "<startEvent id='start'/><endEvent id='end'/>" + between + "</process></definitions>";
    }
}
