/** A decimal, however long, with its thousands set apart. */
export function grouped(decimal) {
  const [whole, fraction] = String(decimal).split('.');
  const digits = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return fraction === undefined ? digits : `${digits}.${fraction}`;
}

/** The figure of a total or of a claim, as far as it is known. */
export function figure(total) {
  if (total === undefined) {
    return '';
  }
  if (total.value === null || total.value === undefined) {
    return Number(total.claims) > 0 ? 'no figure' : '–';
  }
  return (Number(total.approximate) > 0 ? '≈ ' : '') + interval(total);
}

function interval({ value, lower, upper }) {
  const [printed, low, high] = [value, lower, upper].map((bound) => (bound === null || bound === undefined ? null : grouped(bound)));
  if (low === printed && high === printed) {
    return printed;
  }
  if (high === null) {
    return low === null ? `${printed} (bounds open)` : `≥ ${low}`;
  }
  if (low === '0' && high === printed) {
    return `≤ ${printed}`;
  }
  return `${printed} (${low ?? 'open'} to ${high})`;
}

/** How a figure came about, in the words of one line. */
export function making(total) {
  const parts = [Number(total.claims) === 1 ? '1 claim' : `${grouped(total.claims)} claims`, ...remarks(total)];
  return parts.join(', ');
}

/** What a figure needs said beside it. */
export function remarks(total) {
  const parts = [];
  if (Number(total.withoutFigure) > 0) {
    parts.push(`${grouped(total.withoutFigure)} without a figure`);
  }
  if (Number(total.mayHaveBegunEarlier) > 0) {
    parts.push('may have begun earlier');
  }
  if (total.composition?.partial) {
    const { months, of } = total.composition.partial;
    parts.push(`${months} of ${of} months stated`);
  }
  return parts;
}

/** How many claims a figure is made of, where it is more than one, and what else has to be said beside it. */
export function beside(total) {
  return [...(Number(total.claims) > 1 ? [`${grouped(total.claims)} claims`] : []), ...remarks(total)].join(', ');
}

/** A unit as people read it: UCUM has what is counted in braces. */
export function unit(code) {
  return code === undefined || code === null ? '' : code.replace(/[{}]/g, '');
}

/** The figure of a claim, as its source has it. */
export function stated(quantity) {
  if (quantity.value === undefined) {
    return `no figure: ${words(quantity.reason)}`;
  }
  const before = { approximately: '≈ ', 'at-least': '≥ ', 'at-most': '≤ ' };
  return `${before[quantity.qualifier] ?? ''}${grouped(quantity.value)} ${unit(quantity.unit)}`;
}

export function percent(ratio) {
  return ratio === null || ratio === undefined ? 'not known' : `${grouped(Number((Number(ratio) * 100).toFixed(2)))} %`;
}

/** A code of the contract, as words: gives-way-to-parts. */
export function words(code) {
  return String(code).replaceAll('-', ' ');
}
