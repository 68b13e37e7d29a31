/**
 * OpenAPI documents as test oracles: list the operations, validate requests and answers.
 *
 * <p>Facade: {@code Contract}, for {@code gate-openapi.yaml} (the fake GATE) and {@code openapi.yaml} (tests of the
 * running server). It depends on neither of them. No tables, no events.
 */
package pro.saleflex.office.contract;
