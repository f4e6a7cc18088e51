package dev.tandem.order.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.ClassPathResource;

class RemoteCallSettingsTests {

    @ParameterizedTest
    @ValueSource(strings = {"retry", "circuitbreaker", "bulkhead"})
    void every_remote_call_is_configured_and_nothing_else(String kind) throws IOException {
        var yaml = new YamlPropertySourceLoader().load("application", new ClassPathResource("application.yml"));
        var settings = new Binder(ConfigurationPropertySources.from(yaml))
                .bind("resilience4j." + kind + ".instances", Bindable.mapOf(String.class, String.class))
                .get();

        assertThat(settings.keySet())
                .extracting(name -> name.substring(0, name.indexOf('.')))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(RemoteCall.values())
                        .map(RemoteCall::configured)
                        .toList());
    }
}
