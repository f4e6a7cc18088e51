package dev.tandem.web.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.ContextConsumer;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

class ApiDocsTests {

    private final WebApplicationContextRunner service = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    DispatcherServletAutoConfiguration.class,
                    WebMvcAutoConfiguration.class,
                    ApiDocsAutoConfiguration.class))
            .withPropertyValues("spring.application.name=order-service");

    @Test
    void the_document_is_the_committed_one() {
        service.run(asking(http -> assertThat(http.get().uri("/openapi.json"))
                .hasStatusOk()
                .hasContentTypeCompatibleWith(MediaType.APPLICATION_JSON)
                .bodyJson()
                .extractingPath("$.info.title")
                .isEqualTo("Orders")));
    }

    @Test
    void the_page_needs_nobody_else() {
        service.run(asking(http -> {
            assertThat(http.get().uri("/docs")).hasStatusOk().hasContentTypeCompatibleWith(MediaType.TEXT_HTML);
            var page = http.get().uri("/docs").exchange().getResponse().getContentAsString();
            var links = Pattern.compile("(?:src|href|url)(?:=|: )\"([^\"]*)\"")
                    .matcher(page)
                    .results()
                    .map(link -> link.group(1))
                    .toList();
            assertThat(links).hasSize(4).allSatisfy(link -> {
                assertThat(link).startsWith("/").doesNotStartWith("//");
                assertThat(http.get().uri(link)).hasStatusOk();
            });
        }));
    }

    @Test
    void a_service_without_a_document_has_no_page() {
        service.withPropertyValues("spring.application.name=nameless-service")
                .run(asking(http -> assertThat(http.get().uri("/docs")).hasStatus(404)));
    }

    private interface Question {

        void ask(MockMvcTester http) throws Exception;
    }

    private static ContextConsumer<AssertableWebApplicationContext> asking(Question question) {
        return context -> question.ask(MockMvcTester.from(context));
    }
}
