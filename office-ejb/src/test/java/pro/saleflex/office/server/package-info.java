/** Tests of facades inside a real container, on a slice of the application: transactions and injection as deployed. */
package pro.saleflex.office.server;
