package org.onrecord.http.request;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;

/** Reads the body of a GraphQL request as text. */
final class RequestBody {

    private static final Set<String> UTF_8 = Set.of("charset=utf-8", "charset=\"utf-8\"");

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private RequestBody() {}

    /**
     * Rejects a body that is not JSON in UTF-8. A browser sends other types, those of HTML forms, from any site
     * without asking the service first.
     */
    static void requireJson(RoutingContext context) {
        String contentType = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
        String encoding = context.request().getHeader(HttpHeaders.CONTENT_ENCODING);
        if (contentType == null
                || !isJsonInUtf8(contentType)
                || encoding != null && !encoding.equalsIgnoreCase("identity")) {
            context.response().putHeader("Accept-Post", "application/json");
            throw new ApiException(
                    ErrorCode.UNSUPPORTED_MEDIA_TYPE, "Send application/json in UTF-8, without compression.");
        }
    }

    /** GraphiQL sends the header twice, and the browser joins the values with a comma. */
    private static boolean isJsonInUtf8(String contentTypes) {
        for (String contentType : contentTypes.toLowerCase(Locale.ROOT).split(",")) {
            String[] parts = contentType.split(";");
            if (!parts[0].strip().equals("application/json")) {
                return false;
            }
            for (String part : parts) {
                String parameter = part.strip();
                if (parameter.startsWith("charset=") && !UTF_8.contains(parameter)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The text without a byte order mark, which is not part of JSON (RFC 8259, 8.1). */
    static String text(Buffer bytes) {
        byte[] body = bytes.getBytes();
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new ApiException(ErrorCode.BAD_REQUEST, "The body is not UTF-8.");
        }
    }
}
