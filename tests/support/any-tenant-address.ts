import fc from 'fast-check';

const DOMAINS = ['accounts.ondemand.com', 'accounts.cloud.sap', 'accounts.sapcloud.cn', 'trial-accounts.ondemand.com'];
const domain = fc.constantFrom(...DOMAINS);
const label = fc.stringMatching(/^[a-z0-9](?:[a-z0-9-]{0,8}[a-z0-9])?$/);
const genuine = fc.tuple(label, domain).map(([tenant, under]) => `${tenant}.${under}`);
const evil = label.map((each) => `${each}.evil.example`);
const scheme = fc.constantFrom('', 'https://', 'HTTPS://');
const joined = (...parts: readonly fc.Arbitrary<string>[]) => fc.tuple(...parts).map((all) => all.join(''));
const oneOf = (...texts: readonly string[]) => fc.constantFrom(...texts);

const number = (text: fc.Arbitrary<number>) =>
  fc.tuple(text, oneOf('10', '8', '16', '0')).map(([value, base]) => {
    if (base === '8') return `0${value.toString(8)}`;
    if (base === '16') return `0x${value.toString(16)}`;
    return base === '0' ? String(value).padStart(3, '0') : String(value);
  });
const byte = fc.nat(255);
const privateBytes = fc.tuple(
  fc.constantFrom([127, 0], [10, 1], [192, 168], [172, 16], [169, 254], [0, 0], [100, 64]),
  fc.tuple(byte, byte),
);
const bytes = fc.oneof(
  privateBytes.map(([[a, b], [c, d]]) => [a, b, c, d]),
  fc.tuple(byte, byte, byte, byte),
);
/** Four numbers, or fewer, of which the last stands for the rest; each in a notation of its own. */
const ipv4 = fc.tuple(bytes, fc.integer({ min: 1, max: 4 })).chain(([all, count]) => {
  const rest = all.slice(count - 1).reduce((sum, each) => sum * 256 + each, 0);
  const numbers = [...all.slice(0, count - 1), rest].map((each) => number(fc.constant(each)));
  return fc.tuple(...numbers).map((written) => written.join('.'));
});
const decimal = bytes.map((all) => all.join('.'));
const ipv6 = fc.oneof(
  fc.ipV6(),
  joined(
    oneOf('::', '::ffff:', '64:ff9b::', '2002:7f00:1::', 'fe80::', 'fc00::', '0:0:0:0:0:0:'),
    oneOf('1', '127.0.0.1'),
  ),
  joined(oneOf('::ffff:', '64:ff9b::'), decimal),
);
const bracketed = fc.tuple(ipv6, oneOf('', '', '', '%25eth0', '%eth0')).map(([text, zone]) => `[${text}${zone}]`);

const piece = oneOf(
  ...['https://', 'http://', '//', '@', ':', '/', '\\', '?', '#', '.', '%2e', '[', ']', '::1', '127.0.0.1', '0x7f'],
  ...[
    ...DOMAINS,
    'evil.example',
    'x',
    'xn--',
    ' ',
    '\t',
    '\n',
    '。',
    '８',
    '443',
    '8443',
    '%00',
    '&',
    '\u200b',
    '\u00ad',
  ],
);
/** Letters that look like those of SAP's hosts, dots that are none, and what is not seen at all. */
const lookAlike = oneOf(
  'а',
  'о',
  'ѕ',
  'с',
  'ⅽ',
  'ｏ',
  'ı',
  '。',
  '．',
  '｡',
  '․',
  '\u200b',
  '\u00ad',
  '\u2044',
  '℀',
  'ß',
  '%2e',
);

/** Addresses of tenants as somebody might type them, or might have somebody type them, by what is odd about them. */
export const ADDRESSES: Readonly<Record<string, fc.Arbitrary<string>>> = {
  genuine: joined(scheme, genuine, oneOf('', '/', '/admin/#/x', ':443', '?a=b')),
  'user information': joined(
    ...[
      scheme,
      fc.oneof(genuine, label, fc.constant('')),
      oneOf('', ':', ':secret', ':443', '%40', '/', '#', '?', '\\'),
    ],
    ...[oneOf('@', '@@', '%40'), fc.oneof(evil, genuine, decimal)],
  ),
  schemes: joined(
    oneOf('http', 'ftp', 'file', 'javascript', 'data', 'ws', 'https', 'HtTp', 'https+x', 'view-source:https', ' https'),
    oneOf('://', ':', ':/', ':\\\\', ':///', ':////', '://///', ':%2f%2f'),
    fc.oneof(genuine, evil),
  ),
  'addresses in every notation': joined(
    scheme,
    fc.oneof(ipv4, bracketed, decimal),
    oneOf('', '/', ':443', ':8443', '.'),
  ),
  'private names': joined(
    ...[
      scheme,
      fc.oneof(label, genuine),
      oneOf('', '.'),
      oneOf('localhost', 'local', 'internal', 'lan', 'home.arpa', 'test'),
    ],
    oneOf('', ':8751', '/'),
  ),
  'trailing dots': joined(
    scheme,
    fc.oneof(genuine, evil, decimal),
    oneOf('.', '..', './', '.:443', '%2e', '。'),
    oneOf('', '/'),
  ),
  'look-alikes': fc
    .tuple(scheme, genuine, fc.nat(), lookAlike, fc.boolean())
    .map(([before, host, at, letter, instead]) => {
      const index = at % (host.length + 1);
      return before + host.slice(0, index) + letter + host.slice(index + (instead ? 1 : 0));
    }),
  punycode: joined(
    ...[
      scheme,
      oneOf('xn--', 'XN--', 'x.xn--', 'xn--a-'),
      fc.oneof(label, oneOf('accounts-9za', 'ondemand-k2f')),
      oneOf('', '.'),
    ],
    fc.oneof(genuine, domain),
  ),
  ports: joined(
    ...[scheme, fc.oneof(genuine, evil), oneOf(':', '::', ': ', ':+', ':0', ':00')],
    fc.oneof(
      fc.nat(99_999).map(String),
      oneOf('', '443', '0443', '0x1bb', '443@evil.example', '443.evil.example', '-1', '1e3'),
    ),
  ),
  paths: joined(
    ...[scheme, fc.oneof(genuine, evil), oneOf('/', '\\', '?', '#', ';', '&', '/\\', '\\/', '/@', '\\@', '%2f', '%5c')],
    ...[fc.oneof(evil, genuine), oneOf('', '/', '@', '/../..', '#', '://')],
  ),
  'suffix tricks': joined(
    ...[scheme, label, oneOf('.', '-', '', '..', '.a.', '_'), domain],
    fc.oneof(
      joined(oneOf('.', '-', '', '%00', '%20', '\t', '\n', ' '), evil),
      oneOf('.evil', 'x', '.com', '.cn', '%2eevil.example'),
    ),
  ),
  'pieces of all': fc.array(piece, { maxLength: 8 }).map((all) => all.join('')),
};
