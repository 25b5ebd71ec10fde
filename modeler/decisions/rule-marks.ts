/** Marks rows of a decision table. The table draws its rows anew whenever it likes, so they are marked by a style sheet and not by hand. */
export class RuleMarks {
  private readonly sheet = new CSSStyleSheet();

  constructor() {
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, this.sheet];
  }

  show(ids: readonly string[]): void {
    const rows = ids.map((id) => `.dmn-js-parent [data-row-id="${CSS.escape(id)}"]`);
    this.sheet.replaceSync(
      rows
        .map(
          (row) =>
            `${row} { background: var(--good-soft, #e3f4e6) !important; font-weight: 600; } ${row}.rule-index::before { content: "✓ "; }`,
        )
        .join('\n'),
    );
  }

  destroy(): void {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== this.sheet);
  }
}
