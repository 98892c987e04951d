package org.onrecord;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.path.json.JsonPath;

/**
 * A {@link JsonPath} that follows paths of names and indexes itself. RestAssured compiles a Groovy script for each
 * path, which takes a quarter of the CPU time of tests with many requests.
 */
final class SimpleJsonPath extends JsonPath {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final Pattern SIMPLE = Pattern.compile("[A-Za-z_]\\w*(?:\\[\\d+]|\\.[A-Za-z_]\\w*)*");
    private static final Pattern STEP = Pattern.compile("\\w+");

    private final Object document;
    private String rootPath = "";

    SimpleJsonPath(String json) {
        super(json);
        try {
            document = MAPPER.readValue(json, Object.class);
        } catch (JsonProcessingException e) {
            throw new AssertionError("Expected JSON, got " + json, e);
        }
    }

    @Override
    public JsonPath setRootPath(String path) {
        rootPath = path;
        return super.setRootPath(path);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T get(String path) {
        String whole = rootPath.isEmpty() ? path : rootPath + "." + path;
        if (!SIMPLE.matcher(whole).matches()) {
            return super.get(path);
        }
        Object value = document;
        for (Matcher step = STEP.matcher(whole); step.find(); ) {
            if (value == null) {
                return super.get(path);
            }
            value = follow(value, step.group());
        }
        return (T) value;
    }

    private static Object follow(Object value, String step) {
        if (Character.isDigit(step.charAt(0))) {
            List<?> list = (List<?>) value;
            int index = Integer.parseInt(step);
            return index < list.size() ? list.get(index) : null;
        } else if (value instanceof List<?> list) {
            List<Object> values = new ArrayList<>();
            for (Object element : list) {
                if (element != null) {
                    values.add(follow(element, step));
                }
            }
            return values;
        }
        return ((Map<?, ?>) value).get(step);
    }
}
