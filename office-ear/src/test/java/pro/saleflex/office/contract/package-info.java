/**
 * OpenAPI documents as tests use them: which operations there are, and what is wrong with a request or an answer.
 *
 * <p>Door: {@code Contract}, for {@code gate-openapi.yaml} (the fake GATE) and {@code openapi.yaml} (the tests of the
 * running server). It knows neither side, holds no tables and fires no events.
 */
package pro.saleflex.office.contract;
