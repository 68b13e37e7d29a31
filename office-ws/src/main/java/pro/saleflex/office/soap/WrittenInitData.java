package pro.saleflex.office.soap;

import java.util.AbstractList;
import java.util.List;
import pro.saleflex.office.reference.InitData.Part;
import pro.saleflex.office.soap.contract.GetInitDataResponse;
import pro.saleflex.office.soap.contract.ResourceRows;

/**
 * The reply with the data, of which each part is made when it is written, and forgotten then: all of a large store's at a time
 * are more than the memory should hold.
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
