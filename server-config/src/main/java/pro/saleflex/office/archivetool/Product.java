package pro.saleflex.office.archivetool;

import java.util.Optional;

/** This program, as the files that it writes name it. */
final class Product {
    /** With its version, which the jar's manifest tells. */
    static final String NAME = "SaleFlex.OFFICE"
            + Optional.ofNullable(Product.class.getPackage().getImplementationVersion())
                    .map(version -> ' ' + version)
                    .orElse("");

    private Product() {}
}
