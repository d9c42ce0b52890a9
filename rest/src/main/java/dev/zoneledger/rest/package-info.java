/**
 * What the REST answers of all services have in common: one error shape, positions, roles, and the refusal of requests
 * that are not as declared.
 */
@NullMarked
package dev.zoneledger.rest;

import org.jspecify.annotations.NullMarked;
