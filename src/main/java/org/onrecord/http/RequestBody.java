package org.onrecord.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;

/** Reads the body of a GraphQL request as text. */
final class RequestBody {

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
                // GraphiQL sends the header twice, and the browser joins the values with a comma.
                || !Arrays.stream(contentType.split(",")).allMatch(RequestBody::isJsonInUtf8)
                || encoding != null && !encoding.equalsIgnoreCase("identity")) {
            context.response().putHeader("Accept-Post", "application/json");
            throw new ApiException(
                    ErrorCode.UNSUPPORTED_MEDIA_TYPE, "Send application/json in UTF-8, without compression.");
        }
    }

    private static boolean isJsonInUtf8(String contentType) {
        String[] parts = contentType.toLowerCase(Locale.ROOT).split(";");
        return parts[0].strip().equals("application/json")
                && Arrays.stream(parts)
                        .map(String::strip)
                        .filter(parameter -> parameter.startsWith("charset="))
                        .allMatch(parameter ->
                                Set.of("utf-8", "\"utf-8\"").contains(parameter.substring("charset=".length())));
    }

    /** Takes the text without a byte order mark, which is not part of JSON (RFC 8259, 8.1). */
    static String text(RoutingContext context) {
        byte[] body = BodyReceiver.take(context).getBytes();
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
