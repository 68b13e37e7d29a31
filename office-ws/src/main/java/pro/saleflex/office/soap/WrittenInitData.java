package pro.saleflex.office.soap;

import java.util.AbstractList;
import java.util.List;
import pro.saleflex.office.reference.InitData.Part;
import pro.saleflex.office.soap.contract.GetInitDataResponse;
import pro.saleflex.office.soap.contract.ResourceRows;

/**
 * A reply with master data that creates each part when it is written and does not keep it: all data of a large store at
 * once would take too much memory.
 */
final class WrittenInitData extends GetInitDataResponse {

    WrittenInitData(List<Part> parts) {
        resources = new AbstractList<>() {
            @Override
            public ResourceRows get(int index) {
                return rows(parts.get(index));
            }

            @Override
            public int size() {
                return parts.size();
            }
        };
    }

    private static ResourceRows rows(Part part) {
        ResourceRows rows = new ResourceRows();
        rows.setName(part.resource());
        rows.setRows(XmlText.ofJson(part.text().get()));
        return rows;
    }
}
