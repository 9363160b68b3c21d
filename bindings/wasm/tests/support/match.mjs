// Whether what was found is as a vector expects: the matchers of tests/vectors, places in UTF-16.

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

export function covers(found, expected) {
  if (isObject(expected)) {
    const keys = Object.keys(expected);
    if (keys.length === 1 && keys[0].startsWith("$")) {
      return matches(found, keys[0], expected[keys[0]]);
    }
    return isObject(found) && keys.every((key) => covers(found[key], expected[key]));
  }
  if (Array.isArray(expected)) {
    return (
      Array.isArray(found) &&
      found.length === expected.length &&
      expected.every((one, i) => covers(found[i], one))
    );
  }
  // What is absent in one language is null in another.
  if (expected === null) return found === undefined || found === null;
  return found === expected;
}

function matches(found, name, wanted) {
  const all = Array.isArray(wanted) ? wanted : [wanted];
  const has = (one) => found.some((item) => covers(item, one));
  switch (name) {
    case "$any":
      return found !== undefined;
    case "$absent":
      return found === undefined || found === null;
    case "$all":
      return all.every((one) => covers(found, one));
    case "$contains":
      if (typeof found === "string") return all.every((piece) => found.includes(piece));
      return Array.isArray(found) && all.every(has);
    case "$lacks":
      if (found === undefined || found === null) return true;
      if (typeof found === "string") return !all.some((piece) => found.includes(piece));
      return Array.isArray(found) && !all.some(has);
    case "$offsets":
      return isObject(found) && found.start === wanted.utf16[0] && found.end === wanted.utf16[1];
    default:
      throw new Error(`no matcher \`${name}\``);
  }
}
