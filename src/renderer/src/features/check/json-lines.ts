const INDENT = '  ';

/**
 * JSON with a line for each member; any other text as it is. Only blanks between the values change: parsing and writing anew would
 * round long numbers and drop repeated members, which is what somebody may be looking for.
 */
export function jsonLines(text: string): string {
  if (!/^\s*[[{]/.test(text) || !isJson(text)) return text;
  let depth = 0;
  const line = () => `\n${INDENT.repeat(depth)}`;
  const parts: string[] = [];
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[{]\s*[\]}]|[[\]{},:]|[^\s[\]{},:"]+/g)) {
    if (/^[[{]\s*[\]}]$/.test(token)) parts.push(token.replaceAll(/\s/g, ''));
    else if (token === '{' || token === '[') {
      depth += 1;
      parts.push(token, line());
    } else if (token === '}' || token === ']') {
      depth -= 1;
      parts.push(line(), token);
    } else if (token === ',') parts.push(token, line());
    else parts.push(token === ':' ? ': ' : token);
  }
  return parts.join('');
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
