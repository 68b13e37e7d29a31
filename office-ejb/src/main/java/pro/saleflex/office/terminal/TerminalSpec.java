package pro.saleflex.office.terminal;

import java.util.List;
import java.util.Optional;

/**
 * The data for creating a terminal.
 *
 * @param officeCode code of its office
 * @param storeCode code of its store
 * @param terminalCode its own code, one per store
 * @param number its number in the store ({@code pos_no_in_store}), from 1, one per store
 * @param name for people; null: the code
 * @param trustedNetworks address ranges such as {@code 10.1.0.0/16} from which it needs no secret; null or empty: it
 *     always needs its secret
 */
public record TerminalSpec(
        String officeCode,
        String storeCode,
        String terminalCode,
        Integer number,
        String name,
        List<String> trustedNetworks) {

    /** Returns what is wrong with it, as text for the administrator, or empty if it is valid. */
    public Optional<String> fault() {
        return Codes.existingFault("office_code", officeCode)
                .or(() -> Codes.existingFault("store_code", storeCode))
                .or(() -> Codes.fault("terminal_code", terminalCode))
                .or(() -> terminalCode.indexOf(':') >= 0 // HTTP Basic separates name and password at the first one
                        ? Optional.of("terminal_code contains a colon; the terminal could not authenticate with it.")
                        : Optional.empty())
                .or(() -> name == null || name.isBlank() ? Optional.empty() : Codes.nameFault("name", name))
                .or(() -> number == null || number < 1
                        ? Optional.of("number must be the terminal's number in the store, from 1.")
                        : Optional.empty())
                .or(() -> NetworkRanges.fault(trustedNetworks));
    }
}
