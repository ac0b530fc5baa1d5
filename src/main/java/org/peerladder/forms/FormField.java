package org.peerladder.forms;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One field of a form and what it accepts. The rules are those of form-js 1.8.7, the library inside Tasklist 7.24, and
 * where that library trusts the browser, the browser's.
 *
 * @param path where the value stands: the variable, and below it the keys inside a group that has a path
 * @param label in the words of the form
 * @param hides the conditions, of the field and of the groups around it, under which it is not shown
 * @param readonly when the field is only shown; null if never
 * @param values the choices of a list field; null for any other
 * @param computed the formula of an expression field; null for any other
 * @param defaultValue what the form fills in where the case holds nothing
 */
record FormField(
        List<String> path,
        Type type,
        String label,
        List<Feel> hides,
        Setting readonly,
        boolean disabled,
        Rules rules,
        Choices values,
        Feel computed,
        Object defaultValue) {

    /** A text variable is a column of 4000 characters; more is refused by the database. */
    static final int LONGEST_VARIABLE = 4_000;

    /** Texts inside a Json value have room, but nobody reads more than this. */
    static final int LONGEST_TEXT = 10_000;

    private static final int CHOICES_NAMED = 15;
    private static final Pattern DECIMAL = Pattern.compile("-?(\\d+\\.?\\d*|\\.\\d+)");
    private static final Pattern EMAIL = Pattern.compile("[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9][a-zA-Z0-9.-]*");
    private static final Pattern PHONE = Pattern.compile("(\\+|00)\\d{6,24}");

    enum Type {
        TEXTFIELD,
        TEXTAREA,
        NUMBER,
        CHECKBOX,
        RADIO,
        SELECT,
        CHECKLIST,
        TAGLIST,
        DATE,
        TIME,
        DATETIME,
        EXPRESSION;

        boolean list() {
            return this == CHECKLIST || this == TAGLIST;
        }

        boolean text() {
            return this == TEXTFIELD || this == TEXTAREA;
        }

        /** What the form library holds for a field nobody touched. */
        Object untouched() {
            return switch (this) {
                case TEXTFIELD, TEXTAREA -> "";
                case CHECKBOX -> false;
                case CHECKLIST, TAGLIST -> List.of();
                default -> null;
            };
        }
    }

    /** A property that is either a constant or an expression. */
    record Setting(Object constant, Feel expression) {
        Object value(Map<String, Object> variables) {
            return expression == null ? constant : expression.value(variables);
        }

        /** The value as a number; null if it is none, which means no limit. */
        BigDecimal number(Map<String, Object> variables) {
            var value = value(variables);
            return value instanceof Number || value instanceof String ? decimal(value.toString()) : null;
        }
    }

    /** What {@code validate} and the number settings ask for. A null limit is none. */
    record Rules(
            boolean required,
            Setting min,
            Setting max,
            Setting minLength,
            Setting maxLength,
            Pattern pattern,
            String validationType,
            Integer decimalDigits,
            BigDecimal increment,
            boolean serializeToString) {}

    /** The choices of a list field: written in the form, held by a variable of the case, or computed. */
    record Choices(List<Object> constant, String variable, Feel expression) {
        List<Object> of(Map<String, Object> current, Map<String, Object> context) {
            Object source = variable != null
                    ? current.get(variable)
                    : expression != null ? expression.value(context) : (Object) constant;
            return source instanceof Collection<?> options
                    ? options.stream()
                            .<Object>map(o -> o instanceof Map<?, ?> option ? option.get("value") : o)
                            .filter(Objects::nonNull)
                            .toList()
                    : List.of();
        }
    }

    String key() {
        return String.join(".", path);
    }

    boolean hidden(Map<String, Object> context) {
        return hides.stream().anyMatch(hide -> hide.isTrue(context));
    }

    boolean shownOnly(Map<String, Object> context) {
        return disabled || readonly != null && Boolean.TRUE.equals(readonly.value(context));
    }

    /**
     * What is wrong with the value, why, and what would be right; empty if nothing is.
     *
     * @param current the variables of the case
     * @param context the same with what was sent on top: what the form's expressions see
     */
    Optional<String> fault(Object value, boolean hidden, Map<String, Object> current, Map<String, Object> context) {
        if (type == Type.EXPRESSION) {
            return computedFault(value, context);
        }
        if (missing(value) && rules.required() && !hidden) {
            return says(neededWords());
        }
        if (value == null || "".equals(value) && type.text()) {
            return Optional.empty();
        }
        return switch (type) {
            case TEXTFIELD, TEXTAREA -> textFault(value, context);
            case NUMBER -> numberFault(value, context);
            case CHECKBOX -> value instanceof Boolean ? Optional.empty() : says("must be true or false");
            case RADIO, SELECT -> choiceFault(value, values.of(current, context));
            case CHECKLIST, TAGLIST -> listFault(value, values.of(current, context));
            case DATE, TIME, DATETIME -> momentFault(value);
            case EXPRESSION -> Optional.empty();
        };
    }

    /** Whether the value leaves a field that is only shown as it was. */
    boolean untouched(Object value, Object current) {
        return value == null
                || "".equals(value)
                || value.equals(type.untouched())
                || same(value, current)
                || value.toString().equals(String.valueOf(current)) // a text field sends the number it shows as text
                || current == null && same(value, defaultValue);
    }

    private boolean missing(Object value) {
        return value == null
                || value instanceof String text && text.isBlank()
                || value instanceof Collection<?> list && list.isEmpty()
                || type == Type.CHECKBOX && Boolean.FALSE.equals(value);
    }

    private String neededWords() {
        return switch (type) {
            case CHECKBOX -> "must be ticked";
            case RADIO, SELECT -> "is needed; choose one";
            case CHECKLIST, TAGLIST -> "is needed; choose at least one";
            default -> "is needed; fill it in";
        };
    }

    private Optional<String> textFault(Object value, Map<String, Object> context) {
        if (!(value instanceof String text)) {
            return says("must be text");
        }
        if (text.length() > longest()) {
            return says("is too long; write at most " + longest() + " characters");
        }
        if (text.indexOf('\0') >= 0 || text.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF)) {
            return says("holds characters that are not text; remove them");
        }
        if (type == Type.TEXTFIELD && text.codePoints().anyMatch(FormField::breaksLine)) {
            return says("must stay on one line");
        }
        // The form library counts without the blanks around the text
        var length = BigDecimal.valueOf(text.strip().length());
        var least = limit(rules.minLength(), context);
        if (least != null && length.compareTo(least) < 0) {
            return says("is too short; write at least " + plain(least) + " characters");
        }
        var most = limit(rules.maxLength(), context);
        if (most != null && length.compareTo(most) > 0) {
            return says("is too long; write at most " + plain(most) + " characters");
        }
        if (rules.pattern() != null && !rules.pattern().matcher(text).find()) {
            return says("does not have the form that is asked for (pattern "
                    + rules.pattern().pattern() + ")");
        }
        if ("email".equals(rules.validationType()) && !EMAIL.matcher(text).matches()) {
            return says("must be an e-mail address, such as name@example.org");
        }
        if ("phone".equals(rules.validationType()) && !PHONE.matcher(text).matches()) {
            return says("must be a telephone number with its country, such as +12095550100");
        }
        return Optional.empty();
    }

    private int longest() {
        return path.size() == 1 ? LONGEST_VARIABLE : LONGEST_TEXT;
    }

    private static boolean breaksLine(int c) {
        return c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029;
    }

    private Optional<String> numberFault(Object value, Map<String, Object> context) {
        BigDecimal number;
        if (rules.serializeToString()) {
            number = value instanceof String text ? decimal(text) : null;
            if (number == null) {
                return says("must be a decimal number sent as text, such as \"25.50\"");
            }
        } else {
            number = value instanceof Number n && !(n instanceof BigInteger) ? decimal(n.toString()) : null;
            if (number == null) {
                return says("must be a number");
            }
        }
        var least = limit(rules.min(), context);
        if (least != null && number.compareTo(least) < 0) {
            return says("is too low; give at least " + plain(least));
        }
        var most = limit(rules.max(), context);
        if (most != null && number.compareTo(most) > 0) {
            return says("is too high; give at most " + plain(most));
        }
        var digits = rules.decimalDigits();
        if (digits != null && number.stripTrailingZeros().scale() > digits) {
            return says(digits == 0 ? "must be a whole number" : "takes at most " + digits + " decimal digits");
        }
        var step = rules.increment();
        if (step != null && number.remainder(step).signum() != 0) {
            return says("must be a multiple of " + plain(step));
        }
        return Optional.empty();
    }

    private Optional<String> choiceFault(Object value, List<Object> choices) {
        if (choices.stream().anyMatch(choice -> same(value, choice))) {
            return Optional.empty();
        }
        return says("is not among the choices; " + choiceWords(choices));
    }

    private Optional<String> listFault(Object value, List<Object> choices) {
        if (!(value instanceof List<?> list)) {
            return says("must be a list, sent with type Json, such as [\"a\",\"b\"]");
        }
        var strangers = list.stream()
                .filter(entry -> choices.stream().noneMatch(choice -> same(entry, choice)))
                .map(entry -> FormContract.printable(String.valueOf(entry)))
                .toList();
        if (!strangers.isEmpty()) {
            return says("holds what is not among the choices (" + String.join(", ", strangers) + "); "
                    + choiceWords(choices));
        }
        if (new HashSet<>(list).size() < list.size()) {
            return says("names the same choice twice; name each once");
        }
        return Optional.empty();
    }

    private static String choiceWords(List<Object> choices) {
        if (choices.isEmpty()) {
            return "there is nothing to choose from, so leave it empty";
        }
        var named = choices.stream().limit(CHOICES_NAMED).map(Object::toString).collect(Collectors.joining(", "));
        var more = choices.size() - CHOICES_NAMED;
        return "give " + (choices.size() == 1 ? "" : "one of ") + named + (more > 0 ? " and " + more + " more" : "");
    }

    private Optional<String> momentFault(Object value) {
        var example =
                switch (type) {
                    case DATE -> "2027-01-31";
                    case TIME -> "13:30";
                    default -> "2027-01-31T13:30";
                };
        return value instanceof String text && moment(text) ? Optional.empty() : says("must look like " + example);
    }

    private boolean moment(String text) {
        try {
            boolean offset = text.endsWith("Z") || text.matches(".*\\d[+-]\\d\\d:\\d\\d");
            switch (type) {
                case DATE -> LocalDate.parse(text);
                case TIME -> Objects.requireNonNull(offset ? OffsetTime.parse(text) : LocalTime.parse(text));
                default -> Objects.requireNonNull(offset ? OffsetDateTime.parse(text) : LocalDateTime.parse(text));
            }
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private Optional<String> computedFault(Object value, Map<String, Object> context) {
        return value == null || same(value, computed.value(context))
                ? Optional.empty()
                : says("is computed by the form and cannot be given");
    }

    private static BigDecimal limit(Setting setting, Map<String, Object> context) {
        return setting == null ? null : setting.number(context);
    }

    private static boolean same(Object one, Object other) {
        if (one instanceof Number && other instanceof Number) {
            var first = decimal(one.toString());
            var second = decimal(other.toString());
            return first != null && second != null && first.compareTo(second) == 0;
        }
        return Objects.equals(one, other);
    }

    /** The number, or null for "NaN", "Infinity" and whatever else is none. */
    private static BigDecimal decimal(String text) {
        if (text.length() > 30) {
            return null;
        }
        if (DECIMAL.matcher(text).matches()) {
            return new BigDecimal(text);
        }
        try {
            // Doubles write large and small values with an exponent
            return text.matches("-?\\d+\\.\\d+E-?\\d{1,3}") ? new BigDecimal(text) : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static String plain(BigDecimal number) {
        return number.toPlainString();
    }

    private Optional<String> says(String words) {
        return Optional.of("\"" + label + "\" " + words + ".");
    }
}
