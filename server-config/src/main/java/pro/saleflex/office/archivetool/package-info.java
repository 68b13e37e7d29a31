/**
 * The stand-alone program {@code office-archive.jar}: backup of the database and its restore, without the server. Each
 * subcommand is a {@link pro.saleflex.office.archivetool.Command}; {@link pro.saleflex.office.archivetool.ArchiveTool}
 * lists them. The build puts what they use into the jar, see {@code pom.xml}.
 */
package pro.saleflex.office.archivetool;
