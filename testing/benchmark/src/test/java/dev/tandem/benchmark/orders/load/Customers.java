package dev.tandem.benchmark.orders.load;

import dev.tandem.benchmark.orders.load.Answers.Answer;
import dev.tandem.benchmark.orders.parts.Http;
import dev.tandem.benchmark.orders.parts.Products;
import java.io.IOException;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/** Customers on virtual threads, who place an order of one product each time. */
public final class Customers {

    private final URI orders;

    public Customers(URI orders) {
        this.orders = orders;
    }

    /** Places orders for the duration of the load, and returns when the last one is answered. */
    public Answers place(Load load) {
        var answers = new ConcurrentLinkedQueue<Answer>();
        var start = System.nanoTime();
        switch (load) {
            case Load.Closed closed -> placeInTurn(closed, start, answers);
            case Load.Open open -> placeAtRate(open, start, answers);
        }
        return new Answers(answers, (System.nanoTime() - start) / 1e9);
    }

    /** Places a single order, and returns when it is answered. */
    public Answers placeOne() {
        var answer = placeOne(false, System.nanoTime());
        return new Answers(List.of(answer), answer.nanos() / 1e9);
    }

    private void placeInTurn(Load.Closed load, long start, Collection<Answer> answers) {
        var end = start + load.duration().toNanos();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var customer = 0; customer < load.customers(); customer++) {
                threads.execute(() -> {
                    while (System.nanoTime() < end) {
                        answers.add(placeOne(load.isAsync(), System.nanoTime()));
                    }
                });
            }
        }
    }

    private void placeAtRate(Load.Open load, long start, Collection<Answer> answers) {
        var orders = Math.round(load.rate() * load.duration().toNanos() / 1e9);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var order = 0; order < orders; order++) {
                var intended = start + Math.round(order * 1e9 / load.rate());
                while (System.nanoTime() < intended) {
                    LockSupport.parkNanos(intended - System.nanoTime());
                }
                threads.execute(() -> answers.add(placeOne(load.isAsync(), intended)));
            }
        }
    }

    private Answer placeOne(boolean async, long since) {
        var headers = async ? Map.of("Prefer", "respond-async") : Map.<String, String>of();
        try {
            var status = Http.send("POST", orders, order(), headers);
            return new Answer(status, since, System.nanoTime() - since);
        } catch (IOException none) {
            return new Answer(0, since, System.nanoTime() - since);
        }
    }

    private static String order() {
        return """
                {"customerId": "ada", "items": [{"sku": "%s", "quantity": 1}],
                 "payment": {"token": "tok_visa"}, "contact": {"email": "ada@example.com"}}""".formatted(Products.any());
    }
}
