package org.onrecord.pages;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;
import org.onrecord.resource.ResourceRoutes;

/** Reads the forms of pages. */
final class Form {

    private static final String TYPE = HttpHeaders.APPLICATION_X_WWW_FORM_URLENCODED.toString();

    /** The most bytes that a form needs for a character: a letter of many alphabets has three bytes in UTF-8. */
    private static final int BYTES_OF_CHARACTER = "%E2%80%9C".length();

    /** Bytes for short fields and the names of fields. */
    private static final int SHORT_FIELDS = 32_768;

    private Form() {}

    /**
     * The longest body of a form in bytes.
     *
     * @param text the characters of its long field; 0 if it has none
     */
    static long longest(int text) {
        return SHORT_FIELDS + (long) BYTES_OF_CHARACTER * text;
    }

    /**
     * The fields of a form, without those that are blank.
     *
     * @param names of the fields; others are left out
     */
    static Map<String, String> fields(RoutingContext context, Set<String> names) {
        String type = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
        if (type != null && !TYPE.contentEquals(HttpUtil.getMimeType(type))) {
            throw new ApiException(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "Send a form, as " + TYPE + ".");
        }
        Map<String, String> fields = new LinkedHashMap<>();
        String body = ResourceRoutes.body(context).toString(StandardCharsets.UTF_8);
        try {
            new QueryStringDecoder(body, StandardCharsets.UTF_8, false)
                    .parameters()
                    .forEach((name, values) -> {
                        // A browser sends CR and LF for the end of a line.
                        String value = values.get(0).replace("\r\n", "\n");
                        if (names.contains(name) && !value.isBlank()) {
                            fields.put(name, value);
                        }
                    });
            return fields;
        } catch (IllegalArgumentException e) {
            throw new ApiException(ErrorCode.BAD_REQUEST, "The form is not encoded as a form: " + e.getMessage());
        }
    }
}
