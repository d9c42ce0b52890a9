package dev.zoneledger.ingest.sheet;

import dev.zoneledger.contract.Qualifier;
import dev.zoneledger.ingest.sheet.Figures.Context;
import dev.zoneledger.ingest.sheet.Figures.Refused;
import dev.zoneledger.ingest.sheet.Figures.Understanding;
import dev.zoneledger.ingest.sheet.Figures.Understood;
import java.math.BigDecimal;

/** Reads figures that are plain numbers: their digits are certain, only the unit stands elsewhere. */
final class NumberCell {

    private NumberCell() {}

    static Understanding read(Cell cell, Context context) {
        BigDecimal number = cell.number() == null ? new BigDecimal(cell.text()) : cell.number();
        if (number.signum() < 0) {
            return new Refused("a figure is not negative", null);
        }
        return switch (UnitText.resolve(UnitText.split(""), null, false, context)) {
            case UnitText.Resolved unit ->
                new Understood(
                        number.multiply(unit.multiple()), unit.unit(), Qualifier.EXACT, unit.yearInferred(), true);
            case UnitText.Unresolved(String detail, String suggestion) -> new Refused(detail, suggestion);
        };
    }
}
