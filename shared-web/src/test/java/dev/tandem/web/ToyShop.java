package dev.tandem.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Size;
import java.lang.reflect.UndeclaredThrowableException;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A service with nothing but the rules that all services share. */
@SpringBootConfiguration
@EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
@Import({ToyShop.Toys.class, ToyShop.Internals.class})
public class ToyShop {

    record Toy(String name, int wheels, Kind kind, List<String> colours) {}

    enum Kind {
        CAR,
        TRAIN
    }

    record Parcel(
            @Size(max = 3) List<@Valid Toy> toys,
            @Size(max = 8) String to) {}

    @RestController
    @RequestMapping(path = "/api/toys", produces = MediaType.APPLICATION_JSON_VALUE)
    static class Toys {

        @GetMapping("/{id}")
        Toy show(@PathVariable UUID id) {
            return new Toy("toy " + id, 4, Kind.CAR, List.of());
        }

        @GetMapping
        List<Toy> list(@RequestParam("most") @Max(10) int limit) {
            return List.of();
        }

        @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
        Parcel echo(@RequestBody @Valid Parcel parcel) {
            return parcel;
        }

        @GetMapping("/busy")
        Toy busy() {
            throw new DataAccessResourceFailureException("secret detail");
        }

        /** The cause may be nested at any depth: JPA, the pool and the driver each have exceptions of their own. */
        @GetMapping("/database/{state}")
        Toy failWith(@PathVariable String state) throws Exception {
            var failure = new SQLException("secret detail", state);
            throw new IllegalStateException("cannot commit", new UndeclaredThrowableException(failure));
        }

        @GetMapping("/broken")
        Toy broken() {
            throw new IllegalStateException("secret detail");
        }
    }

    @RestController
    static class Internals {

        @GetMapping("/internal/toys")
        List<Toy> list() {
            return List.of();
        }
    }
}
