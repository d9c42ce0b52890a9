/** The whole system under test: the local stack, started the way the README says, asked through its own doors. */
package dev.zoneledger.e2e;
