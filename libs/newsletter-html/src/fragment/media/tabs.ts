import type { CheerioAPI } from 'cheerio';
import type { Element } from 'domhandler';

/** Tabs are stacked in a mail: each under the name that a reader of the page would click. */
export function withoutTabs($: CheerioAPI): void {
  for (const list of $('[role=tablist]').toArray() as Element[]) {
    const around = $(list).parent();
    const panels = around.find('[role=tabpanel]').toArray() as Element[];
    const names = $(list).find('[role=tab]').toArray() as Element[];
    if (panels.length === 0 || panels.length !== names.length) continue;
    panels.forEach((panel, index) => {
      const title = $('<p style="margin:16px 0 4px;font-weight:bold"></p>');
      $(panel).before(title.append($(names[index] as Element).contents()));
    });
    $(list).remove();
  }
}
