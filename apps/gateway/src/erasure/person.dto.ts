import { Optional, Required } from '../fields/field.js';
import { ID, text } from '../fields/rules.js';

/** In the body, not in the path: paths are logged. */
export class PersonDto {
  @Required({ ...ID, cure: 'Send the ID of the WordPress user, or the name given at the API.' })
  person!: string | number;

  @Optional(text({ isEmptyGood: false, cure: 'Send the ID of the site, or leave it out.' }))
  site?: string | null;
}
