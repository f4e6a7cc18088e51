package dev.tandem.web.problem;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.util.HtmlUtils;

/** Shows a page for humans about each problem of this service, at its type, and one that lists them all. */
@Controller
final class ProblemPages {

    private final List<Problem> problems;

    ProblemPages(List<ProblemCatalogue> catalogues) {
        this.problems = catalogues.stream()
                .flatMap(catalogue -> catalogue.problems().stream())
                .toList();
        requireDifferent(problems);
    }

    /** A client that branches on a type must meet one problem of it. */
    private static void requireDifferent(List<Problem> problems) {
        var slugs = new HashSet<String>();
        for (var problem : problems) {
            if (!slugs.add(problem.slug())) {
                throw new IllegalStateException(
                        "two problems have the type " + problem.type() + ": rename one of them");
            }
        }
    }

    @GetMapping("/problems")
    ResponseEntity<String> index() {
        var links = problems.stream()
                .map(problem -> "<dt>%s</dt><dd><a href=\"%s\">%s</a></dd>"
                        .formatted(
                                problem.description().status().value(),
                                problem.type(),
                                escape(problem.description().title())))
                .collect(Collectors.joining("\n"));
        return page("Problems", "<dl>\n" + links + "\n</dl>");
    }

    @GetMapping("/problems/{slug}")
    ResponseEntity<String> show(@PathVariable String slug) {
        var problem = problems.stream()
                .filter(candidate -> candidate.slug().equals(slug))
                .findAny()
                .orElseThrow(() -> CommonProblem.NOT_FOUND.because("There is no such problem. See /problems for all."));
        var description = problem.description();
        return page(description.title(), """
                <dl>
                <dt>What it means</dt><dd>%s</dd>
                <dt>What to do</dt><dd>%s</dd>
                <dt>Status</dt><dd>%s %s</dd>
                <dt>Type</dt><dd><code>%s</code></dd>
                </dl>
                <p><a href="/problems">All problems</a></p>""".formatted(
                        escape(description.meaning()),
                        escape(description.remedy()),
                        description.status().value(),
                        description.status().getReasonPhrase(),
                        problem.type()));
    }

    /**
     * Always HTML, whatever the client accepts: a program that follows a type gets the page, too, and not another
     * problem.
     */
    private static ResponseEntity<String> page(String title, String content) {
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, UTF_8))
                .body(html(escape(title), content));
    }

    private static String html(String title, String content) {
        return """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%s</title>
            <style>
              :root { color-scheme: light dark; }
              body { max-width: 40rem; margin: 4rem auto; padding: 0 1.5rem; font: 1rem/1.6 system-ui, sans-serif; }
              h1 { font-weight: 600; line-height: 1.2; }
              dt { margin-top: 1.2rem; opacity: .6; }
              dd { margin: 0; }
            </style>
            <h1>%s</h1>
            %s
            </html>
            """.formatted(title, title, content);
    }

    private static String escape(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }
}
