package dev.zoneledger.metrics.ledger;

/**
 * Where in the totals of a cell's measure, basis and product an amount belongs.
 *
 * @param moment status and the day of the change, or period
 * @param unit base unit; empty where no figure and no product says one
 */
public record Line(Moment moment, String unit) {}
