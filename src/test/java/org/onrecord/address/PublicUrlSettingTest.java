package org.onrecord.address;

import java.util.Optional;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PublicUrlSettingTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "onrecord.example.org",
                "onrecord.example.org:443",
                "//onrecord.example.org",
                "ftp://onrecord.example.org",
                "https:",
                "https://",
                "https:///people",
                "https://user@onrecord.example.org",
                "https://onrecord.example.org?a=b",
                "https://onrecord.example.org/#people",
                "https://on record.example.org"
            })
    void theServiceDoesNotStartWithAnInvalidPublicUrl(String url) {
        assertThatThrownBy(() -> new PublicUrl(Optional.of(url), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("onrecord.public-url");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://onrecord.example.org", "https://onrecord.example.org:8443/", "http://[::1]/a/b"})
    void knowsTheHostOfThePublicUrl(String url) {
        PublicUrl publicUrl = new PublicUrl(Optional.of(url), Optional.empty());
        String host = url.replaceFirst("https?://([^/]+).*", "$1");
        assertThat(publicUrl.answers(RequestHost.parse(host))).isTrue();
        assertThat(publicUrl.answers(RequestHost.parse("other.example.org"))).isFalse();
        assertThat(publicUrl.isHttps()).isEqualTo(url.startsWith("https"));
    }
}
