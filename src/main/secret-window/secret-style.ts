/**
 * Colours of SAP's Horizon themes. Nothing can be selected: on X11 a selection is handed to every program without being
 * copied, and clearing the clipboard does not take it back (seen).
 */
export const SECRET_STYLE = `
:root { --back: #fff; --field: #f5f6f7; --text: #131e29; --label: #556b82; --line: #556b81; --accent: #0064d9; --on-accent: #fff; color-scheme: light; }
:root.sap_horizon_dark { --back: #12171c; --field: #29313a; --text: #eaecee; --label: #a9b4be; --line: #8396a8; --accent: #4db1ff; --on-accent: #0a1119; color-scheme: dark; }
:root.sap_horizon_hcb { --back: #000; --field: #000; --text: #fff; --label: #fff; --line: #fff; --accent: #fff; --on-accent: #000; color-scheme: dark; }
:root.sap_horizon_hcw { --back: #fff; --field: #fff; --text: #000; --label: #000; --line: #000; --accent: #000; --on-accent: #fff; color-scheme: light; }
* { box-sizing: border-box; user-select: none; -webkit-user-drag: none; }
body { margin: 0; background: var(--back); color: var(--text); font: 14px/1.5 system-ui, sans-serif; cursor: default; }
main { padding: 24px 28px; }
h1 { margin: 0 0 16px; font-size: 20px; line-height: 1.2; }
dl { margin: 0 0 16px; }
dt { margin-top: 12px; color: var(--label); }
dd { margin: 2px 0 0; overflow-wrap: anywhere; }
code { display: block; padding: 10px 12px; background: var(--field); border: 1px solid var(--line); border-radius: 8px; font: 16px/1.5 ui-monospace, "Cascadia Mono", Consolas, Menlo, "DejaVu Sans Mono", monospace; }
p { margin: 0 0 16px; }
a { display: inline-block; min-width: 88px; padding: 6px 16px; background: var(--accent); border: 1px solid var(--accent); border-radius: 8px; color: var(--on-accent); font-weight: 600; text-align: center; text-decoration: none; }
a:focus { outline: 2px solid var(--text); outline-offset: 2px; }
`;
