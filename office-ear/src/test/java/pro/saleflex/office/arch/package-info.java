/** The architecture rules, each with its reason, checked on the compiled classes. */
package pro.saleflex.office.arch;
