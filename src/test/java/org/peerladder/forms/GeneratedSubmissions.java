package org.peerladder.forms;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.spin.json.SpinJsonNode;

/** Makes bad submissions out of a good one, the same ones for the same seed. Written as text: no Json library writes them. */
final class GeneratedSubmissions {

    /** @param forbidden whether it holds a variable that no form declares, so that it must be refused */
    record Generated(String body, boolean forbidden) {}

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern INNER_VALUE = Pattern.compile("(?<=:)(\"[^\"]*\"|-?\\d+|true|false)");

    private static final List<String> TYPES = List.of(
            "String", "Integer", "Long", "Short", "Double", "Boolean", "Null", "Json", "json", "Object", "File",
            "Bytes", "Date", "Xml", "Number", "", " ", "STRING", "Strange");

    private static final List<String> INFOS = List.of(
            "{\"transient\":true}",
            "{\"transient\":\"x\"}",
            "{\"objectTypeName\":\"java.util.HashMap\",\"serializationDataFormat\":\"application/x-java-serialized-object\"}",
            "{\"filename\":null}",
            "null",
            "7",
            "[]");

    private static final List<String> UNKNOWN = List.of(
            "forged",
            "eligible",
            "applicantId",
            "panelOutcome",
            "offerOutcome",
            "__proto__",
            "constructor",
            "",
            " ",
            "a.b",
            "\\u0000",
            "\\ud83d",
            "forged".repeat(1000));

    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "false",
            "0",
            "-1",
            "0.1",
            "61",
            "1e2",
            "1e400",
            "-1e400",
            "1e-400",
            "NaN",
            "99999999999999999999999999",
            "9223372036854775808",
            "2147483648",
            "123456789012345678901234567890.5",
            "\"\"",
            "\"   \"",
            "\"NaN\"",
            "\"Infinity\"",
            "\"1e400\"",
            "\"-5\"",
            "\"5\"",
            "\"true\"",
            "\"99999.00\"",
            "\"26.40\\n\"",
            "\"26.405\"",
            "\"٢٦.٤٠\"",
            "\"9999-12-31\"",
            "\"2027-02-31\"",
            "\"9999-99-99\"",
            "\"0000-00-00\"",
            "\"a\\u0000b\"",
            "\"\\ud83d\"",
            "\"\\udc00\\ud800\"",
            "\"\\ud83d\\ude00\"",
            "\"a\\u202eb\\u200b\"",
            "\"a\\nb\\u2028c\"",
            "\"<img src=x onerror=alert(1)>\"",
            "\"${7*7} #{true}\"",
            "\"' or 1=1; --\"",
            "\"" + "x".repeat(2000) + "\"",
            "\"" + "x".repeat(2001) + "\"",
            "\"" + "é".repeat(4001) + "\"",
            "\"" + "x".repeat(300_000) + "\"",
            "\"" + "x".repeat(1_500_000) + "\"",
            "[]",
            "{}",
            "[null]",
            "[\"eli\",\"eli\"]",
            "[1,true,{}]",
            "[\"a\\u0000b\"]",
            "{\"step1\":null}",
            "{\"a\":1,\"a\":2}",
            "[".repeat(900) + "]".repeat(900),
            "[".repeat(20_000) + "]".repeat(20_000),
            "{\"a\":".repeat(2_000) + "1" + "}".repeat(2_000));

    private static final List<String> BODIES = List.of(
            "",
            "null",
            "7",
            "[]",
            "{}",
            "{\"variables\":null}",
            "{\"variables\":[]}",
            "{\"variables\":7}",
            "{\"variables\":{\"x\":",
            "{\"variables\":" + "[".repeat(20_000),
            "{\"unknown\":1}",
            "{\"withVariablesInReturn\":\"x\"}",
            "{\"variables\":{},\"variables\":{}}",
            "\u0000");

    private final Random random;

    GeneratedSubmissions(long seed) {
        random = new Random(seed);
    }

    /** What a form would send. */
    static String good(Map<String, Object> form) {
        return body(entries(form));
    }

    Generated from(Map<String, Object> good) {
        if (random.nextInt(20) == 0) {
            return new Generated(any(BODIES), false);
        }
        var entries = entries(good);
        for (int changes = 1 + random.nextInt(2); changes > 0; changes--) {
            if (entries.isEmpty() || random.nextInt(6) == 0) {
                entries.put(any(UNKNOWN), entry(any(VALUES)));
            } else if (random.nextInt(8) == 0) {
                entries.remove(any(List.copyOf(entries.keySet())));
            } else {
                var name = any(List.copyOf(entries.keySet()));
                entries.put(name, changed(good.get(name)));
            }
        }
        return new Generated(body(entries), !good.keySet().containsAll(entries.keySet()));
    }

    private String changed(Object good) {
        if (!(good instanceof SpinJsonNode json)) {
            return entry(any(VALUES));
        }
        var inner = INNER_VALUE.matcher(json.toString());
        var places = (int) inner.results().count();
        if (places == 0 || random.nextBoolean()) {
            return random.nextBoolean() ? entry(any(VALUES)) : asJson(any(VALUES));
        }
        var place = random.nextInt(places);
        var count = new int[1];
        var value = any(VALUES);
        return asJson(inner.reset()
                .replaceAll(found -> Matcher.quoteReplacement(count[0]++ == place ? value : found.group())));
    }

    private String entry(String value) {
        return switch (random.nextInt(6)) {
            case 0 -> "{\"value\":%s,\"type\":\"%s\"}".formatted(value, any(TYPES));
            case 1 -> "{\"value\":%s,\"valueInfo\":%s}".formatted(value, any(INFOS));
            case 2 -> asJson(value);
            default -> "{\"value\":" + value + "}";
        };
    }

    private static String asJson(String value) {
        return "{\"type\":\"Json\",\"value\":" + quoted(value) + "}";
    }

    private static Map<String, String> entries(Map<String, Object> form) {
        var entries = new LinkedHashMap<String, String>();
        form.forEach((name, value) -> entries.put(
                name,
                value instanceof SpinJsonNode json ? asJson(json.toString()) : "{\"value\":" + quoted(value) + "}"));
        return entries;
    }

    private static String body(Map<String, String> entries) {
        return entries.entrySet().stream()
                .map(entry -> "\"" + entry.getKey() + "\":" + entry.getValue())
                .collect(Collectors.joining(",", "{\"variables\":{", "}}"));
    }

    private static String quoted(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
