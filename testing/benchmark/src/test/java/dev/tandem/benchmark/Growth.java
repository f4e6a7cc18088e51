package dev.tandem.benchmark;

import dev.tandem.benchmark.contestant.Contestant;
import dev.tandem.benchmark.infrastructure.Servers;
import dev.tandem.benchmark.infrastructure.Trial;
import dev.tandem.benchmark.run.Options;
import dev.tandem.benchmark.run.Sample;
import dev.tandem.benchmark.run.Samples;

/** How fast our relay drains backlogs of different sizes. */
final class Growth implements Measure {

    static final String NAME = "growth";

    private final Drain drain;
    private final Options options;

    Growth(Servers servers, Options options) {
        this.drain = new Drain(servers, options);
        this.options = options;
    }

    @Override
    public void takeSamples(int round, Samples samples) throws Exception {
        for (var size : options.list("growth")) {
            var figures = drain.measure(Contestant.LEDGER, Integer.parseInt(size), Trial.ROWS_PER_TRANSACTION);
            samples.add(new Sample(NAME, size, round, figures));
        }
    }
}
