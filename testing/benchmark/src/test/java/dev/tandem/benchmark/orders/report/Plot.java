package dev.tandem.benchmark.orders.report;

import dev.tandem.benchmark.run.Sample;
import dev.tandem.benchmark.run.Samples;
import java.util.List;

/** The results as a picture: latency against throughput, and the CPU time of an order by process. */
public final class Plot {

    private static final int WIDTH = 960;
    private static final int HEIGHT = 420;

    private final Samples samples;

    public Plot(Samples samples) {
        this.samples = samples;
    }

    public String svg() {
        var svg = new Svg(WIDTH, HEIGHT);
        new LatencyPlot(samples, contestants()).draw(svg, 60, 50, 400, 320);
        new CpuBars(samples, contestants()).draw(svg, 560, 50, 250, 320);
        return svg.toString();
    }

    private List<String> contestants() {
        return samples.all().stream().map(Sample::contestant).distinct().toList();
    }
}
