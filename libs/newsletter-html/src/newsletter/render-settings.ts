import type { Notice } from '#events';
import { DEFAULT_FORMATS, type DeploymentType } from './deployment-type.js';
import type { IsKnown } from '../merge/known-variables.js';
import { oneLine, oneLineOrNull } from '../text/one-line.js';
import { renderFormat } from '../formats/render-format.js';
import type { FormatVariables } from '../formats/variables.js';
import { shortenCampaign, shortenName } from '../text/shorten.js';
import type { SettingsSnapshot, Tester } from '#deployment';

/** What create and update send, with what people must know about it. */
export function renderSettings(type: DeploymentType, variables: FormatVariables, isKnown: IsKnown) {
  const named = renderFormat(
    type.deploymentNameFormat || DEFAULT_FORMATS.deploymentName,
    variables,
    'deploymentType.deploymentNameFormat',
    isKnown,
  );
  const name = shortenName(named.text || `Post ${variables.get('post_id')}`);
  const filled = renderFormat(
    type.campaignIdFormat ?? '',
    variables,
    'deploymentType.campaignIdFormat',
    isKnown,
  );
  const campaign = shortenCampaign(filled.text);
  const { testers, warnings } = uniqueTesters(type.testers.map(onOneLine));
  const settings: SettingsSnapshot = {
    name: name.text,
    campaignId: campaign.text || null,
    testers,
    omedaTypeId: type.omedaDeploymentTypeId,
    audienceQuery: oneLineOrNull(type.audienceQuery),
    outputCriteria: oneLineOrNull(type.outputCriteria),
  };
  const all = [named, name, filled, campaign].flatMap((part) => part.warnings);
  return {
    settings,
    warnings: [...all, ...warnings],
    problems: problemsOf(settings, oneLine(type.name)),
  };
}

const onOneLine = ({ email, firstName, lastName }: Tester): Tester => ({
  email: oneLine(email),
  firstName: oneLine(firstName),
  lastName: oneLine(lastName),
});

/** Omeda refuses a second tester with the same address. */
function uniqueTesters(testers: Tester[]): { testers: Tester[]; warnings: Notice[] } {
  const byAddress = new Map(testers.toReversed().map((one) => [one.email.toLowerCase(), one]));
  const unique = testers.filter((one) => byAddress.get(one.email.toLowerCase()) === one);
  if (unique.length === testers.length) return { testers, warnings: [] };
  const words =
    'A tester is listed twice. Omeda accepts each address once, so only the first counts.';
  const field = 'deploymentType.testers';
  return { testers: unique, warnings: [{ code: 'tester-twice', words, field }] };
}

function problemsOf({ omedaTypeId, audienceQuery }: SettingsSnapshot, typeName: string): Notice[] {
  const problems: Notice[] = [];
  if (omedaTypeId === null) {
    problems.push({
      code: 'omeda-type-missing',
      words: `“${typeName}” has no Omeda deployment type. Choose one in its settings in WordPress.`,
      field: 'deploymentType.omedaDeploymentTypeId',
    });
  }
  if (audienceQuery === null) {
    problems.push({
      code: 'audience-query-missing',
      words: `“${typeName}” has no audience query. Enter one in its settings in WordPress.`,
      field: 'deploymentType.audienceQuery',
    });
  }
  return problems;
}
