package pro.saleflex.office.sales;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.util.UUID;
import pro.saleflex.office.document.ColumnConverter;
import pro.saleflex.office.sales.Transaction.Department;

/** A line sold by department, without a product. */
@Entity
@Table(name = "sales_department")
class SalesDepartment extends DocumentRow {
    Integer lineNo;
    UUID departmentMainGroupId;
    UUID departmentSubGroupId;
    BigDecimal vatRate;
    BigDecimal totalDepartment;
    BigDecimal totalDepartmentVat;

    protected SalesDepartment() {}

    SalesDepartment(int position, Department row, ColumnConverter columns) {
        super(position, columns.id("departments.id", row.id()));
        lineNo = row.lineNo();
        departmentMainGroupId = columns.id("departments.fk_department_main_group_id", row.fkDepartmentMainGroupId());
        departmentSubGroupId = columns.id("departments.fk_department_sub_group_id", row.fkDepartmentSubGroupId());
        vatRate = columns.rate("departments.vat_rate", row.vatRate());
        totalDepartment = columns.money("departments.total_department", row.totalDepartment());
        totalDepartmentVat = columns.money("departments.total_department_vat", row.totalDepartmentVat());
    }
}
