package pro.saleflex.office.benchmark;

import java.util.Arrays;

/**
 * Results of a run: throughput and latencies.
 *
 * @param count number of requests measured
 * @param perSecond requests per second
 * @param p50 median time, ms
 * @param p95 95th percentile, ms
 * @param p99 99th percentile, ms
 * @param max the longest time, ms
 */
record Figures(int count, double perSecond, double p50, double p95, double p99, double max) {

    /**
     * Calculates the results of times in any order; percentiles of none are NaN.
     *
     * @param times nanoseconds each
     * @param nanos duration of the measurement in nanoseconds
     */
    static Figures of(long[] times, long nanos) {
        long[] sorted = times.clone();
        Arrays.sort(sorted);
        return new Figures(
                sorted.length,
                sorted.length * 1e9 / nanos,
                quantile(sorted, 0.5),
                quantile(sorted, 0.95),
                quantile(sorted, 0.99),
                quantile(sorted, 1));
    }

    private static double quantile(long[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.ceil(share * sorted.length) - 1] / 1e6;
    }
}
