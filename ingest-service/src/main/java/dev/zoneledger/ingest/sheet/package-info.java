/** Tables as people make them, CSV and XLSX: headers, figures and dates as they are written, templates. */
@NullMarked
package dev.zoneledger.ingest.sheet;

import org.jspecify.annotations.NullMarked;
