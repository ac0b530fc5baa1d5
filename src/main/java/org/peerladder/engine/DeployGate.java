package org.peerladder.engine;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.Problem;
import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ResourceEntity;
import org.springframework.context.ApplicationContext;
import org.xml.sax.Attributes;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * A model says what happens, it brings no program of its own: no script, no Java class, no shell command, no bean that is
 * not meant for diagrams, and nothing that would run in the browser of who looks at it. Whoever deploys reads what to change, with its line; nothing is deployed.
 */
class DeployGate implements Deployer {

    private static final Set<String> CAMUNDA = Set.of("http://camunda.org/schema/1.0/bpmn", "http://activiti.org/bpmn");
    private static final Set<String> JAVA_CLASSES = Set.of("class", "formHandlerClass", "variableMappingClass");
    private static final Pattern KIND = Pattern.compile("\\.(bpmn|bpmn20\\.xml|dmn|dmn11\\.xml|form)$");
    private static final Pattern EXPRESSION = Pattern.compile("[$#]\\{([^}]*)}");
    private static final Pattern TEXT = Pattern.compile("'[^']*'|\"[^\"]*\"");
    private static final Pattern NAME = Pattern.compile("(?<![\\w.])[A-Za-z_]\\w*");

    private final ApplicationContext application;

    DeployGate(ApplicationContext application) {
        this.application = application;
    }

    @Override
    public void deploy(DeploymentEntity deployment) {
        if (deployment.isNew()) {
            deployment.getResources().values().forEach(this::check);
        }
    }

    private void check(ResourceEntity resource) {
        var name = resource.getName();
        List<Problem> problems = new ArrayList<>();
        if (endsWithAny(name, "cmmn", "cmmn10.xml", "cmmn11.xml")) {
            problems.add(new Fault("Cases (CMMN) are not used here; model a process.", 0, 0, null));
        } else if (!KIND.matcher(name).find()) {
            // Cockpit would show a page and run what is in it
            problems.add(
                    new Fault("Only diagrams, tables and forms are deployed here: .bpmn, .dmn, .form.", 0, 0, null));
        } else if (!name.endsWith("form")) {
            read(resource, new Reader(problems));
        }
        if (!problems.isEmpty()) {
            throw new ParseException(name + " cannot be deployed.", name, problems, List.of());
        }
    }

    private static boolean endsWithAny(String name, String... suffixes) {
        return Stream.of(suffixes).anyMatch(name::endsWith);
    }

    private static void read(ResourceEntity resource, Reader reader) {
        try {
            var factory = SAXParserFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.newSAXParser().parse(new ByteArrayInputStream(resource.getBytes()), reader);
        } catch (SAXException e) {
            // What is no XML, or has a DOCTYPE, would be refused by the engine next; here nothing slips past half-read
            reader.fault(e.getMessage(), null);
        } catch (ParserConfigurationException | IOException e) {
            throw new IllegalStateException("Cannot read " + resource.getName(), e);
        }
    }

    private record Fault(String message, int line, int column, String elementId) implements Problem {

        @Override
        public String getMessage() {
            return message;
        }

        @Override
        public int getLine() {
            return line;
        }

        @Override
        public int getColumn() {
            return column;
        }

        @Override
        public String getMainElementId() {
            return elementId;
        }

        @Override
        public List<String> getElementIds() {
            return elementId == null ? List.of() : List.of(elementId);
        }
    }

    private class Reader extends DefaultHandler {

        private final List<Problem> problems;
        private final StringBuilder text = new StringBuilder();
        private Locator locator;

        Reader(List<Problem> problems) {
            this.problems = problems;
        }

        @Override
        public void setDocumentLocator(Locator locator) {
            this.locator = locator;
        }

        @Override
        public void startElement(String space, String element, String qualified, Attributes attributes) {
            text.setLength(0);
            var id = attributes.getValue("id");
            if (element.equals("scriptTask") || element.equals("script")) {
                fault("Scripts are not run here; use a form, a table or a delegate expression.", id);
            }
            for (int i = 0; i < attributes.getLength(); i++) {
                var camunda = CAMUNDA.contains(attributes.getURI(i).isEmpty() ? space : attributes.getURI(i));
                attribute(element, camunda, attributes.getLocalName(i), attributes.getValue(i), id);
            }
            if (CAMUNDA.contains(space)
                    && element.equals("constraint")
                    && "validator".equals(attributes.getValue("name"))
                    && !isExpression(attributes.getValue("config"))) {
                fault("A validator is named by a delegate expression, not by a Java class.", id);
            }
        }

        private void attribute(String element, boolean camunda, String name, String value, String id) {
            if (camunda && JAVA_CLASSES.contains(name)) {
                fault("Java classes are not run here; name a bean by a delegate expression.", id);
            }
            if (camunda && name.equals("resource") || name.equals("language")) {
                fault("Scripts are not run here; write an expression such as ${approved}.", id);
            }
            if (camunda && name.equals("type") && element.endsWith("Task") && !value.equals("external")) {
                fault("Tasks of type \"" + value + "\" are not run here; use a delegate expression.", id);
            }
            if (camunda && name.equals("formKey") && !value.startsWith("camunda-forms:")) {
                fault("Forms are Camunda Forms; use a form reference.", id);
            }
            if (name.equals("expressionLanguage") && !value.toLowerCase().contains("feel")) {
                fault("Tables are written in FEEL, not in \"" + value + "\".", id);
            }
            if (name.equals("name") && value.contains("{{")) {
                fault("Cockpit would run what stands in double braces; give a name without them.", id);
            }
            if (value.startsWith("java:")) {
                fault("Java is not run here; name a bean by a delegate expression.", id);
            }
            expressions(value, id);
        }

        @Override
        public void characters(char[] characters, int start, int length) {
            text.append(characters, start, length);
        }

        @Override
        public void endElement(String space, String element, String qualified) {
            expressions(text.toString(), null);
            text.setLength(0);
        }

        private void expressions(String value, String id) {
            EXPRESSION.matcher(value).results().forEach(found -> NAME.matcher(
                            TEXT.matcher(found.group(1)).replaceAll("''"))
                    .results()
                    .map(name -> name.group())
                    .filter(name -> application.containsBean(name) && !DiagramExpressions.exposes(application, name))
                    .forEach(name -> fault("\"" + name + "\" is not made for diagrams.", id)));
        }

        private boolean isExpression(String value) {
            return value != null && EXPRESSION.matcher(value).matches();
        }

        void fault(String message, String id) {
            problems.add(new Fault(message, locator.getLineNumber(), locator.getColumnNumber(), id));
        }
    }
}
