<?php
namespace OmedaNewsletterConnector\Email;

use OmedaNewsletterConnector\Delivery\FirstDelivery;
use OmedaNewsletterConnector\Outbox\Outbox;

defined( 'ABSPATH' ) || exit;

/** Responds to the site's own requests for a newsletter's content, and delivers nothing itself. */
final class FrontEnd {
	private object $row;
	/** When the request began. */
	private int $at = 0;
	/** @var array<string, mixed> The post as the save left it. */
	private array $snapshot = array();

	public function __construct(
		private readonly Outbox $outbox,
		private readonly FirstDelivery $first,
		private readonly Renderer $renderer,
	) {}

	/** A placeholder without a row: checks whether the front end responds at all. */
	public static function nothing(): object {
		return (object) array( 'id' => 0, 'snapshot' => '', 'lock_token' => '', 'locked_until' => 'now' );
	}

	public function register(): void {
		if ( ! isset( $_GET[ Loopback::QUERY_VAR ] ) || is_admin() ) {
			return;
		}
		// The caller is waiting: the request must not run due events, nor be redirected to them.
		add_filter( 'pre_get_ready_cron_jobs', '__return_empty_array' );
		// Before all others: they see the query of the post's own page, without a redirect or login page in between.
		add_action( 'wp', array( $this, 'open' ), PHP_INT_MIN );
		add_action( 'template_redirect', array( $this, 'answer' ), PHP_INT_MIN );
	}

	public function open(): void {
		defined( 'DONOTCACHEPAGE' ) || define( 'DONOTCACHEPAGE', true );
		if ( ! $this->is_asked_by_this_site() ) {
			self::say( array( 'answer' => null ), 403 );
		}
		if ( '0' === (string) $this->row->id ) {
			$this->sealed( array() );
		}
		$this->snapshot = $this->first->named( $this->row, json_decode( (string) $this->row->snapshot, true ) );
		( new PublicView() )->enter( SavedPost::of( $this->snapshot['post'] ) );
	}

	public function answer(): void {
		try {
			$mail = $this->renderer->mail( $this->snapshot['post'], $this->snapshot['deploymentType'] );
		} catch ( \Throwable $error ) {
			$this->sealed( null, $error->getMessage() );
		}
		$this->sealed( $mail );
	}

	/** For a row that is still in progress. */
	private function is_asked_by_this_site(): bool {
		$token = sanitize_text_field( wp_unslash( $_GET[ Loopback::QUERY_VAR ] ?? '' ) );
		if ( 1 !== preg_match( '/^(\d{1,19}|p[0-9a-f]{32})\.(\d{1,19})\.([0-9a-f]{64})$/D', $token, $found ) ) {
			return false;
		}
		$row = match ( true ) {
			'0' === $found[1]                     => self::nothing(),
			str_starts_with( $found[1], 'p' )     => PassingRow::find( $found[1] ),
			default                               => $this->outbox->find( (int) $found[1] ),
		};
		if ( ! $row || isset( $row->body ) || ! isset( $row->locked_until ) ) {
			return false;
		}
		$this->row = $row;
		$this->at  = (int) $found[2];
		return LoopbackSignature::is_good( $found[3], $row, $this->at );
	}

	/** @param array<string, string>|null $mail */
	private function sealed( ?array $mail, ?string $error = null ): never {
		$answer = (string) wp_json_encode( array( 'mail' => $mail, 'error' => $error ) );
		$seal   = LoopbackSignature::seal( $answer, $this->row, $this->at );
		self::say( array( 'answer' => $answer, 'seal' => $seal ), 200 );
	}

	/** @param array<string, mixed> $answer */
	private static function say( array $answer, int $status ): never {
		// Another plugin may be buffering the page, to change its output.
		while ( ob_get_level() > 0 && ob_end_clean() ) {
			continue;
		}
		nocache_headers();
		wp_send_json( $answer, $status );
		exit;
	}
}
