package org.peerladder.forms;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.peerladder.Refusal;
import org.peerladder.Refusal.Fault;

/**
 * What one deployed form lets people submit: its fields with their rules, and no other variable. The platform itself
 * checks nothing of this on the server.
 */
public final class FormContract {

    private static final int LONGEST_NAME_REPEATED = 60;

    private static final Pattern PLAIN_WORD = Pattern.compile("\\w+");

    /** The contract of a step without a form: it takes no variables at all. */
    static final FormContract NO_FORM = new FormContract("this step, which has no form", "", List.of());

    private final String form;
    private final String schema;
    private final List<FormField> fields;

    FormContract(String form, String schema, List<FormField> fields) {
        this.form = form;
        this.schema = schema;
        this.fields = List.copyOf(fields);
    }

    /**
     * Reads a form as it is deployed.
     *
     * @param json a Camunda Form, schema version 16
     * @throws IllegalStateException if it uses something that this contract does not know and so could not check; names
     *     form and component
     */
    public static FormContract parse(String json) {
        return FormParser.parse(json);
    }

    /**
     * Whether the form may use this variable: as a field, for its options or in an expression. Rather yes than no: its
     * name stands somewhere in the form, or is no plain word.
     */
    boolean mayUse(String variable) {
        return schema.contains(variable) || !PLAIN_WORD.matcher(variable).matches();
    }

    /**
     * Checks a submission against the form.
     *
     * @param sent what the caller sent
     * @param current the variables that the task sees now, not deserialized, at least those that the form
     *     {@link #mayUse may use}; none at a start
     * @return what to store: what was sent, without read-only fields, which stay as they are, and with every box that was
     *     not ticked
     * @throws Refusal naming every field at fault
     */
    public VariableMap check(VariableMap sent, VariableMap current) {
        var submission = Submission.of(sent);
        var held = Submission.current(current);
        var context = context(submission.values(), held);
        var hidden = hidden(submission.values(), held);

        var faults = new ArrayList<Fault>();
        undeclared(submission)
                .forEach(name -> faults.add(new Fault(name, "is not a field of " + form + "; leave it out.")));
        submission.unreadable().forEach((name, why) -> {
            if (declares(name)) {
                faults.add(new Fault(name, labelOf(name) + " " + why));
            }
        });
        var broken = objects(submission.values(), faults);
        submission.unreadable().keySet().forEach(name -> broken.add(List.of(name)));

        var stored = Variables.createVariables();
        sent.keySet().forEach(name -> stored.putValueTyped(name, sent.getValueTyped(name)));
        for (var field : fields) {
            if (broken.stream().anyMatch(path -> startsWith(field.path(), path))) {
                continue;
            }
            var value = at(submission.values(), field.path());
            if (field.shownOnly(context)) {
                var now = at(held, field.path());
                if (!field.untouched(value, now)) {
                    faults.add(new Fault(field.key(), labelOf(field) + " is only shown here; leave it as it is."));
                } else if (now != null && field.path().size() == 1) {
                    stored.remove(field.key());
                }
                continue;
            }
            field.fault(value, hidden.contains(field), held, context)
                    .ifPresent(message -> faults.add(new Fault(field.key(), message)));
            if (value == null
                    && field.type() == FormField.Type.CHECKBOX
                    && field.path().size() == 1) {
                // A box that nobody ticked is a "no", whether a screen sends it or a program leaves it out.
                stored.putValue(field.key(), false);
            }
        }
        if (!faults.isEmpty()) {
            throw new Refusal(faults);
        }
        return stored;
    }

    /**
     * The fields that the form does not show, given what was sent. A field that is itself hidden cannot hide or show
     * another one, so this repeats until nothing changes.
     */
    private Set<FormField> hidden(Map<String, Object> sent, Map<String, Object> held) {
        Set<FormField> hidden = Set.of();
        for (int round = 0; round <= fields.size(); round++) {
            var context = context(sent, held);
            for (var field : hidden) {
                put(context, field.path(), field.type().untouched());
            }
            var next = new HashSet<FormField>();
            for (var field : fields) {
                if (field.hidden(context)) {
                    next.add(field);
                }
            }
            if (next.equals(hidden)) {
                return hidden;
            }
            hidden = next;
        }
        return hidden;
    }

    /** What the form's expressions see: the case's variables, over them what was sent, and every field at least empty. */
    private Map<String, Object> context(Map<String, Object> sent, Map<String, Object> held) {
        var context = new HashMap<>(held);
        for (var field : fields) {
            var value = at(sent, field.path());
            if (value == null && (field.disabled() || field.readonly() != null)) {
                value = at(held, field.path());
            }
            put(context, field.path(), value == null ? field.type().untouched() : finite(value));
        }
        return context;
    }

    /** An expression cannot compute with NaN or infinity; the field that holds one is refused by its own rule. */
    private static Object finite(Object value) {
        if (value instanceof Double number && !Double.isFinite(number)) {
            return null;
        }
        return value;
    }

    private Set<String> undeclared(Submission submission) {
        var names = new ArrayList<String>(submission.values().keySet());
        names.addAll(submission.unreadable().keySet());
        var undeclared = new TreeSet<String>();
        for (var name : names) {
            if (!declares(name)) {
                undeclared.add(printable(name));
            }
        }
        return undeclared;
    }

    /**
     * A variable that holds several fields must be an object with these and nothing else.
     *
     * @return where it is no object, so that nothing more can be said of the fields in it
     */
    private Set<List<String>> objects(Map<String, Object> values, List<Fault> faults) {
        var broken = new HashSet<List<String>>();
        var checked = new HashSet<List<String>>();
        for (var field : fields) {
            for (int depth = 1; depth < field.path().size(); depth++) {
                var path = field.path().subList(0, depth);
                if (!checked.add(path)) {
                    continue;
                }
                var key = String.join(".", path);
                var value = at(values, path);
                if (value instanceof Map<?, ?> object) {
                    for (var name : object.keySet()) {
                        var child = new ArrayList<>(path);
                        child.add(name.toString());
                        if (fields.stream().noneMatch(f -> startsWith(f.path(), child))) {
                            faults.add(new Fault(
                                    printable(key + "." + name), "is not a field of " + form + "; leave it out."));
                        }
                    }
                } else if (value != null) {
                    faults.add(new Fault(key, "must be an object, sent with type Json."));
                    broken.add(path);
                }
            }
        }
        return broken;
    }

    private boolean declares(String name) {
        return fields.stream().anyMatch(field -> field.path().get(0).equals(name));
    }

    private String labelOf(String name) {
        return fields.stream()
                .filter(field -> field.key().equals(name))
                .findFirst()
                .map(FormContract::labelOf)
                .orElse("\"" + name + "\"");
    }

    private static String labelOf(FormField field) {
        return "\"" + field.label() + "\"";
    }

    /** A name that somebody made up, fit to be repeated in a message. */
    static String printable(String name) {
        var clean = name.replaceAll("[^\\p{Graph} ]", "?");
        return clean.length() <= LONGEST_NAME_REPEATED ? clean : clean.substring(0, LONGEST_NAME_REPEATED) + "…";
    }

    private static boolean startsWith(List<String> path, List<String> start) {
        return path.size() >= start.size() && path.subList(0, start.size()).equals(start);
    }

    private static Object at(Map<String, Object> values, List<String> path) {
        Object value = values;
        for (var key : path) {
            value = value instanceof Map<?, ?> object ? object.get(key) : null;
        }
        return value;
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<String, Object> values, List<String> path, Object value) {
        var object = values;
        for (var key : path.subList(0, path.size() - 1)) {
            // A copy: what was sent and what the case holds stay as they are
            var inner = object.get(key) instanceof Map<?, ?> map
                    ? new LinkedHashMap<>((Map<String, Object>) map)
                    : new LinkedHashMap<String, Object>();
            object.put(key, inner);
            object = inner;
        }
        object.put(path.get(path.size() - 1), value);
    }
}
