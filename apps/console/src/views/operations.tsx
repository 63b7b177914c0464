import { Page } from '../parts/page.js';
import { Loaded } from '../parts/states.js';
import type { Operations } from '../api/types.js';
import { useQuery } from '../api/use-query.js';
import { Brands } from '../operations/brands.js';
import { DoctorFindings } from '../operations/doctor-findings.js';
import { InHand } from '../operations/in-hand.js';
import { ParkedList } from '../operations/parked-list.js';
import { SiteTable } from '../operations/site-table.js';
import { Upcoming } from '../operations/upcoming.js';

/** The state of the service itself, for its operators. */
export function OperationsView() {
  const query = useQuery<Operations>('/v1/operations');
  return (
    <Page title="Operations">
      {/* The doctor answers without the store, too. */}
      <DoctorFindings />
      <Loaded query={query}>
        {(operations) => (
          <>
            <Figures operations={operations} />
            <Upcoming operations={operations} />
            <Brands operations={operations} />
            <InHand operations={operations} />
            <ParkedList count={operations.parked} reload={query.reload} />
            <SiteTable />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Figures({ operations }: { operations: Operations }) {
  const { overdue, parked, broker, running, brands } = operations;
  const held = brands.filter((brand) => brand.held).length;
  return (
    <ul class="figures">
      <Figure name="overdue steps" value={overdue} isBad={overdue > 0} />
      <Figure name="steps in progress" value={running.length} />
      <Figure name="brands held" value={held} isBad={held > 0} />
      <Figure name="parked messages" value={parked} isBad={parked > 0} />
      {broker ? (
        <Figure
          name={broker.connected ? 'events not relayed yet' : 'RabbitMQ is unavailable'}
          value={broker.lagEvents}
          isBad={!broker.connected || broker.lagSeconds > 60}
        />
      ) : (
        <Figure name="transport" value="embedded" />
      )}
    </ul>
  );
}

type FigureProps = { name: string; value: number | string; isBad?: boolean };

function Figure({ name, value, isBad = false }: FigureProps) {
  return (
    <li class={isBad ? 'bad' : ''}>
      <strong>{value}</strong> {name}
    </li>
  );
}
