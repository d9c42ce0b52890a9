#!/bin/sh
# Puts a zone, an organisation and a claim on record through the one origin, and reads the claim from the catalog and its total
# from the metrics, both as of the position that the claim was answered with. ORIGIN and TOKEN say where and who.
set -eu

# What is not there yet, or on its way elsewhere, is asked again.
ask() {
  curl --silent --show-error --fail-with-body --retry 60 --retry-delay 1 --retry-connrefused --max-time 40 \
    --header "Authorization: Bearer $TOKEN" --header 'Prefer: wait=30' "$@"
}

post() {
  ask --header 'Content-Type: application/json' --dump-header /tmp/headers --data "$2" "$ORIGIN/v1/$1"
  echo
}

expect() {
  case $2 in
    *"$1"*) echo "found: $1" ;;
    *) echo "expected $1 in: $2" >&2 && exit 1 ;;
  esac
}

post zones '{"id": "smoke", "name": "A zone to see whether all is well"}'
post organisations '{"zone": "smoke", "id": "a-maker", "name": "A maker", "role": "enterprise"}'
post claims '{"zone": "smoke", "subject": {"organisation": "a-maker"}, "measure": "capacity", "product": "ndfeb-sintered",
  "quantity": {"value": 3000, "unit": "t/a"}, "status": "operating", "effectiveFrom": {"date": "2020-10-15"},
  "source": {"uri": "urn:zone-ledger:smoke"}}'
position=$(sed -n 's/^[Zz]one-[Pp]osition: *\([0-9@,]*\).*/\1/p' /tmp/headers)

expect '"value":3000' "$(ask "$ORIGIN/v1/zones/smoke/capacity?asOf=2020-10-15&after=$position")"
expect '"urn:zone-ledger:smoke"' "$(ask "$ORIGIN/v1/claims?zone=smoke&after=$position")"
echo "The total of the claim at $position is right."
