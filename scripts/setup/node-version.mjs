// @ts-check
// Imported first by every command, for its effect: what is loaded after it may need the Node named in package.json.
const NEEDED = { major: 20, minor: 19 };

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < NEEDED.major || (major === NEEDED.major && minor < NEEDED.minor)) {
  console.error(`Trust Desk needs Node.js ${NEEDED.major}.${NEEDED.minor} or newer; this is ${process.versions.node}.`);
  process.exit(1);
}
